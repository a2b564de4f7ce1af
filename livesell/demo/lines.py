"""What is said, by the moment. `{who}` is a first name."""

HELD = (
    "Mine!",
    "Yes, got one.",
    "Claimed. My kitchen will be so pleased.",
    "In my basket it goes.",
    "Quick fingers today.",
    "One for me, please.",
    "Could not resist.",
    "That one has my name on it.",
)
WAITING = (
    "Just missed it!",
    "Oh no, a second too late.",
    "In line for it. Fingers crossed.",
    "Missed it by a blink.",
    "Waiting list it is. I have time.",
    "Somebody was faster. Well played.",
    "If anyone changes their mind, I am here.",
    "Next in line is nearly mine, right?",
)
PROMOTED = (
    "It came to me after all!",
    "The line moved, and it is mine now.",
    "Thank you to whoever let it go.",
    "Waiting pays off.",
    "Oh! I had given up on that one.",
    "From the waiting list to my shelf. Lovely.",
)
ORDERED = (
    "Thank you, {who}!",
    "Sold to me, wonderful.",
    "That was quick, thanks {who}.",
    "Looking forward to the parcel.",
    "Perfect, thank you.",
    "My mother will love it.",
)
GAVE_BACK = (
    "Sorry, I let mine go. Enjoy it, next one.",
    "Changed my mind, it is free again.",
    "Gave it back: no space left at home.",
    "Somebody else will love it more.",
    "Oops, wrong one. It is back.",
)
EXPIRED = ("Ah, my minute ran out.", "Too slow, my hold is gone.", "The clock won. Next time.")
REMARKS = (
    "Is that the light, or is the colour really that warm?",
    "Oh, that is pretty.",
    "My sister has one, it lasts for ever.",
    "That would look good by the window.",
    "Tempting, very tempting.",
    "I said I would only watch today.",
    "The drawing does it justice.",
    "How is this not gone yet?",
    "What a lovely piece.",
    "I know exactly who would like this.",
    "Such nice work.",
    "That is the one I came for.",
)
CHEERS = (
    "Well done, {who}!",
    "Good catch, {who}.",
    "{who} is on a roll today.",
    "Enjoy it, {who}!",
    "Lucky you, {who}.",
)
IDLE = (
    "Hello from a rainy balcony.",
    "Tea is ready, I am listening.",
    "How many of us are here tonight?",
    "First time here, this is fun.",
    "Good evening everybody.",
    "I brought biscuits.",
)

SOLD = (
    "It is yours, {who}. Thank you!",
    "Sold to {who}.",
    "Packed for {who} already.",
    "{who}, that one travels to you.",
    "Thank you, {who}. I will wrap it well.",
)
RAISED = (
    "I looked in the back: there are a few more.",
    "Good news for the line, I found more of these.",
    "The last box had more in it. Stock is up.",
    "All right, you convinced me: I am adding some.",
)
LAST_ONE = ("Only one left of this.", "The last one, who wants it?", "One more, and then it is gone.")
TO_STRANGERS = (
    "Good question, {who}! I am simulated and know only my notes, but it is a fine piece.",
    "{who}, all I know of it is in the description, honestly.",
    "I would have to climb into the attic to check that, {who}.",
)
FOUND = ("Wait, look what was at the bottom of the box!", "A late one, I had forgotten this. Adding it now.")

OPENING = (
    "Good evening, welcome to the attic! We have thirteen things tonight.",
    "Hello hello, we are on. Make yourselves at home.",
)
NEWCOMER = (
    "Welcome, {who}! Claim what you like: a hold lasts a minute, and the line is first come, first served.",
    "Hello {who}, good to have you here.",
    "A new face! Welcome, {who}.",
)
REMINDERS = (
    "For everybody new: a claim holds it for one minute, the seller confirms it.",
    "If you are in line, stay: things come back more often than you think.",
    "No hurry. Nobody here is ranked by what they spend.",
    "Changed your mind? Give it back, the next in line will be happy.",
)
CLOSING = ("That was our evening. Thank you all!", "We are at the end. Thank you, and see you in a moment.")
KINDLY = (
    "Ask away, the sellers read along.",
    "Be kind in line, everybody's turn comes.",
    "If something bothers you, tell me.",
    "Advertising goes, people stay. Thank you.",
)
ADS = (
    "CHEAP WATCHES best price, write to me now!!!",
    "Make money from home, ask me how $$$",
    "Followers for sale, only today!!!",
)
