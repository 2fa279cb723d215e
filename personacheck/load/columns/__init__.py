"""Comes in: ``RawTable``, headers as some CRM wrote them.
Goes out: ``Source``: cells under the names of fields, and what must be asked of the user.
Start at ``source``; the meaning of a header is in ``header_meaning``.
"""
