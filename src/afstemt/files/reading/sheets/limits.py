"""How much a foreign file may cost before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The stated limits of reading. A file past one of them is refused with the limit named.

    Attributes:
        memory_bytes: Memory in use by the child process that parses, watched by its parent.
        address_bytes: Address space of that process (RLIMIT_AS), most of which the frame library reserves
            and never uses. One demand past it ends the process at once, before any memory is used.
        cpu_seconds: Processor time for one file.
        wall_seconds: Time on the clock for one file.
        file_bytes: Size of one file as received.
        unpacked_bytes: Size of what a spreadsheet unpacks to.
        line_bytes: Length of one line of text, and of one quoted record.
        header_chars: Length of the line with column names.
        cells: Rows times columns.
        columns: Columns in one file.
        faults: Rows set aside in one file; more means that the file, not its rows, is wrong.
        notes: Notes of one kind that are listed one by one; the rest are counted.
    """

    memory_bytes: int = 2 << 30
    address_bytes: int = 12 << 30
    cpu_seconds: int = 300
    wall_seconds: int = 600
    file_bytes: int = 1 << 30
    unpacked_bytes: int = 1 << 30
    line_bytes: int = 8 << 20
    header_chars: int = 1 << 20
    cells: int = 200_000_000
    columns: int = 2_000
    faults: int = 50_000
    notes: int = 100
