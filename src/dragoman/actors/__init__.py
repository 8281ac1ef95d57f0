"""Which words name an actor, and who that is."""

from dragoman.actors.mention import Mention
from dragoman.actors.resolve import Mentions, find_mentions

__all__ = ["Mention", "Mentions", "find_mentions"]
