"""News: what a patient must be told, because an instruction they were shown is another now.

``find`` compares revisions, ``News.still`` leaves out what is done or over, ``telling`` puts it in
words. Until somebody has said that they read it, a plan's news is a reason to call.
"""

from checklist.core.news.find import find
from checklist.core.news.model import NOTHING, Moved, News, Piece
from checklist.core.news.telling import Line, Telling, telling

__all__ = ["NOTHING", "Line", "Moved", "News", "Piece", "Telling", "find", "telling"]
