"""An audit as other programs take it: Markdown, Word, schema.org ClaimReview, cells of a spreadsheet."""

from multipolar.briefs.forms.claimreview import claim_review
from multipolar.briefs.forms.files import FORMS, write
from multipolar.briefs.forms.markdown import markdown
from multipolar.briefs.forms.rows import COLUMNS, rows
from multipolar.briefs.forms.word import word

__all__ = ["COLUMNS", "FORMS", "claim_review", "markdown", "rows", "word", "write"]
