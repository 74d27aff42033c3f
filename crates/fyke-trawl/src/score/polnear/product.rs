//! An article read as Fyke reads it: words in marks, and speech without marks.

use super::{Article, Attributed};
use crate::attribution::{Weights, apart, attributions, plain, second_opinion};
use crate::quote::{quotes, stands_alone, utterances};
use fyke_model::text::Quote;

/// What Fyke says of an article: indirect and mixed attributions, and the direct
/// quotations that lie in none of them, parts of one speech joined. Partial
/// quotations that need words without marks to be a saying are left out: the
/// saying is the indirect one. `model` none reads with rules alone.
pub fn read(article: &Article, model: Option<&Weights>) -> Vec<Attributed> {
    let document = plain(&article.text);
    let mut direct = quotes(&document, &[]);
    second_opinion(&document, &mut direct, model);
    let indirect = attributions(&document, &direct, model);
    of_quotes(&article.text, &direct, &indirect)
}

/// What quotations of both kinds say, each speech once: parts that are one utterance
/// joined, those within speech without marks left to it, and words in marks that
/// nobody is said to have said left out.
pub fn of_quotes(text: &str, direct: &[Quote], indirect: &[Quote]) -> Vec<Attributed> {
    let mut joined = utterances(text, direct);
    joined.retain(|quote| stands_alone(text, quote) && quote.speaker.is_some());
    let whole = apart(&joined, indirect).into_iter();
    whole.chain(indirect).map(Attributed::of).collect()
}
