"""Spelling is weighed as scikit-learn's own vectorizers weigh it, to the last bit."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from personacheck.match.learn.spelt import Spelt

LESSONS = ["head of it", "head of sales & marketing", "it", "sales manager", "manager sales", "geschaftsfuhrer", "r&d"]
texts = st.lists(st.sampled_from([*" ".join(LESSONS).split(), "ofit", "Σ", "\x1c", "銷售"]) | st.text(max_size=3)).map(
    " ".join
)


@settings(max_examples=100, deadline=None)
@given(titles=st.lists(texts, min_size=1, max_size=4))
@example(titles=[""])
@example(titles=["head of it head of it", "it"])
def test_the_same_as_scikit_learn(titles: list[str]) -> None:
    words = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True).fit(LESSONS)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=2, sublinear_tf=True).fit(LESSONS)
    usual = hstack([words.transform(titles), letters.transform(titles)]).tocsr()
    ours = Spelt.fit(LESSONS).matrix(titles)
    assert (ours.shape, ours.indptr.tolist()) == (usual.shape, usual.indptr.tolist())
    assert ours.indices.tolist() == usual.indices.tolist()
    assert ours.data.tolist() == usual.data.tolist()
