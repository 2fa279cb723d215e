"""What a hostile export or cast may hold: text that acts in a spreadsheet, and markup that acts in a browser."""

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.com","x")', "\t=1+1",
    "\r=1+1", "\n=1+1", "=DE", "=IMPORTXML(1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "\x00=1+1",
    "-2+3+cmd|' /C calc'!A0",
)  # fmt: skip  # a list
LINKS = ("http://example.com", "mailto:a@example.com", "internal:Sheet1!A1", "file:///etc/passwd")
MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "</style><script>1</script>",
    "{{ 7 * 7 }}", "{% raw %}", "<!--", "]]>", "javascript:alert(1)", "<style>*{display:none}</style>",
    "' onmouseover='alert(1)", "&lt;script&gt;",
)  # fmt: skip  # a list
