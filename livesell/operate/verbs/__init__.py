"""One file for each word after `livesell`: what it takes (`add_to`) and what it does (`run`)."""
