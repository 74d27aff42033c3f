//! Which texts, in an address.

use super::{InAddress, Pairs, Writer};
use fyke_model::desk::{Answer, TextQuery};

impl InAddress for TextQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<TextQuery> {
        let one = |name: &str| pairs.one(name).map(str::to_owned);
        Ok(TextQuery {
            text: one("q").unwrap_or_default(),
            outlet: one("outlet"),
            language: one("language"),
            record: one("record"),
            document: pairs.parse("document", "the id of a text such as 00ff00ff00ff00ff-0")?,
            page: pairs.page()?,
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.push("q", &self.text);
        to.all("outlet", &self.outlet);
        to.all("language", &self.language);
        to.all("record", &self.record);
        to.all("document", &self.document);
        to.page(self.page);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::Page;
    use proptest::option::of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_question_about_texts_survives_its_address(
            text in "\\PC{0,20}",
            outlet in of("\\PC{1,12}"),
            language in of("[a-z]{2}"),
            record in of("[a-z]{1,8}:\\PC{1,12}"),
            document in of("[0-9a-f]{16}-[1-9][0-9]{0,2}"),
            offset in 0..9000usize,
        ) {
            let document = document.map(|id| id.parse().unwrap());
            let page = Page { offset, ..Page::default() };
            let query = TextQuery { text, outlet, language, record, document, page };
            prop_assert_eq!(TextQuery::read(&query.write()).unwrap(), query);
        }
    }

    #[test]
    fn what_is_no_id_of_a_text_is_refused_in_words() {
        let said = TextQuery::read("document=../secret").unwrap_err().to_string();
        assert_eq!(
            said,
            "document '../secret' cannot be read; write it as the id of a text such as 00ff00ff00ff00ff-0"
        );
    }
}
