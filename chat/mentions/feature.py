"""Mentions, as the server knows them. Whom a line mentions is found where it is posted."""

from chat import permissions
from chat.frames.mentions import ChooseMentions
from chat.mentions import mentions
from chat.rules.mentions import From
from livesell.ledger.feature import Feature, OwnPart, command

MENTIONS = Feature(
    commands=(command(ChooseMentions, often="10 in 60s", allow=permissions.may_choose, run=mentions.choose),),
    mine=(OwnPart("mentioned_by", From, mentions.chosen, "all", "by whom she lets herself be mentioned"),),
    on_words_gone=mentions.words_gone,
    on_all_words_gone=mentions.all_words_gone,
    purge=mentions.forget,
)
