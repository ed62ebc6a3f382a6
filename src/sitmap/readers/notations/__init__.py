"""How tables write positions, dates, hours, counts, links and words of status.

Each module reads one kind of value from one text, by itself or with what the whole column shows,
and answers with a frozen record or one line that says what is wrong. Callers ask for the *distinct*
texts of a column, so that a long column costs no more than its different values.
"""
