"""Who is asking, and how often she may: plain values and pure rules, no Django, no clock."""
