//! An article read as Fyke reads it: words in marks, and speech without marks.

use super::{Article, Attributed};
use crate::attribution::{Weights, apart, attributions, plain, second_opinion};
use crate::quote::{quotes, stands_alone, utterances};

/// What Fyke says of an article: indirect and mixed attributions, and the direct
/// quotations that lie in none of them, parts of one speech joined. Partial
/// quotations that need words without marks to be a saying are left out: the
/// saying is the indirect one. `model` none reads with rules alone.
pub fn read(article: &Article, model: Option<&Weights>) -> Vec<Attributed> {
    let document = plain(&article.text);
    let mut direct = quotes(&document, &[]);
    second_opinion(&document, &mut direct, model);
    let indirect = attributions(&document, &direct, model);
    let mut joined = utterances(&article.text, &direct);
    joined.retain(|quote| stands_alone(&article.text, quote) && quote.speaker.is_some());
    let whole = apart(&joined, &indirect).into_iter();
    whole.chain(&indirect).map(Attributed::of).collect()
}
