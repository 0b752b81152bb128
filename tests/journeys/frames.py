"""What a page and its server say to each other: asking for a run, and telling when it is over."""

from __future__ import annotations

from collections.abc import Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def asking(page: str, query: str = "", hash: str = "", fragment: str = "",
           widgets: Mapping[str, str] | None = None) -> bytes:
    """A request for a run: of the page of that address, or of that hash. ``widgets`` are texts by widget id."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.fragment_id = fragment
    if hash:
        ask.rerun_script.page_script_hash = hash
    else:
        ask.rerun_script.page_name = page
    for id, value in (widgets or {}).items():
        ask.rerun_script.widget_states.widgets.add(id=id, string_value=value)
    return ask.SerializeToString()


class Run:
    """One run as it arrives, frame by frame; ``page`` is the hash of the page that answered."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.told: list[ForwardMsg] = []
        self.page = ""

    def take(self, frame: bytes | str) -> bool:
        """Whether the run is over with this frame. AssertionError where the page failed."""
        assert isinstance(frame, bytes)
        told = ForwardMsg.FromString(frame)
        self.frames.append(frame)
        self.told.append(told)
        match told.WhichOneof("type"):
            case "new_session":
                self.page = told.new_session.page_script_hash
            case "delta" if told.delta.new_element.WhichOneof("type") == "exception":
                raise AssertionError(f"the page failed: {told.delta.new_element.exception.message}")
            case "script_finished":
                return bool(self.page) and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    @property
    def bytes(self) -> bytes:
        """All that came over the line."""
        return b"\n".join(self.frames)
