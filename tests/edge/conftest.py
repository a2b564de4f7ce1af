"""Here the cast are people with sessions at the running server."""

from tests.support.shop import bea as bea, ben as ben, hana as hana, mona as mona, otto as otto, sam as sam
