//! What an element says of its content by its name, class, id, role and item property.
//!
//! Class names are cut into words at `-`, `_` and capitals; a word says what the
//! element is for. Words after "with", "has", "no" tell of something else and are
//! not read ("content-with-sidebar"). The words are those that templates of news
//! sites, WordPress, Drupal and the large publishing systems use; a hint alone
//! drops nothing that holds most of the page's prose (`main_text`).

use super::tag::Tag;

/// Set of hints.
pub type Hints = u32;

/// Navigation, menus, breadcrumbs, pages of results.
pub const NAV: Hints = 1;
/// Foot of the page.
pub const FOOTER: Hints = 1 << 1;
/// Beside the account.
pub const ASIDE: Hints = 1 << 2;
/// What readers wrote.
pub const COMMENT: Hints = 1 << 3;
/// Links to other accounts.
pub const RELATED: Hints = 1 << 4;
/// Buttons to share, follow, print.
pub const SHARE: Hints = 1 << 5;
/// Advertisement, newsletter, subscription, cookies.
pub const PROMO: Hints = 1 << 6;
/// Words under a picture.
pub const CAPTION: Hints = 1 << 7;
/// Who wrote it.
pub const BYLINE: Hints = 1 << 8;
/// When it was published.
pub const DATE: Hints = 1 << 9;
/// Tags, topics, notes about the page.
pub const META: Hints = 1 << 10;
/// Fields to fill in, buttons.
pub const FORM: Hints = 1 << 11;
/// Head of the page or of the account.
pub const HEADER: Hints = 1 << 12;
/// The element of one account.
pub const ARTICLE: Hints = 1 << 13;
/// The text of one account, by item property or an unmistakable class.
pub const BODY: Hints = 1 << 14;
/// The main part of the page.
pub const MAIN: Hints = 1 << 15;
/// The headline.
pub const HEADLINE: Hints = 1 << 16;
/// For screen readers alone.
pub const UNSEEN: Hints = 1 << 17;
/// About who wrote it.
pub const BIO: Hints = 1 << 18;

/// All that speak against being part of the account.
pub const AGAINST: Hints =
    NAV | FOOTER | ASIDE | COMMENT | RELATED | SHARE | PROMO | CAPTION | META | FORM | BYLINE | DATE | BIO;

/// Of an element, by its name alone.
pub fn of_tag(tag: Tag) -> Hints {
    match tag {
        Tag::Nav | Tag::Menu => NAV,
        Tag::Footer => FOOTER,
        Tag::Aside => ASIDE,
        Tag::Form | Tag::Button | Tag::Label | Tag::Fieldset | Tag::Legend => FORM,
        Tag::Dialog => PROMO,
        Tag::Figcaption => CAPTION,
        Tag::Header => HEADER,
        Tag::Article => ARTICLE,
        Tag::Main => MAIN,
        Tag::Time => DATE,
        _ => 0,
    }
}

/// Of a class or an id.
pub fn of_names(names: &str) -> Hints {
    let mut hints = 0;
    // a hostile page may carry a megabyte of classes on every element
    for name in names.split_ascii_whitespace().take(24) {
        if name.len() <= 80 {
            hints |= of_name(name);
        }
    }
    hints
}

fn of_name(name: &str) -> Hints {
    let mut hints = 0;
    let mut low = [0_u8; 24];
    let bytes = name.as_bytes();
    let mut start = 0;
    let mut last_word_for = false;
    let mut text_word = false;
    let mut article_word = false;
    for at in 0..=bytes.len() {
        let cut = match bytes.get(at) {
            None => true,
            Some(byte) if !byte.is_ascii_alphanumeric() => true,
            Some(byte) => byte.is_ascii_uppercase() && at > start && bytes[at - 1].is_ascii_lowercase(),
        };
        if !cut {
            continue;
        }
        let word = &bytes[start..at];
        start = if bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
            at
        } else {
            at + 1
        };
        if word.is_empty() {
            continue;
        }
        if let Some(to) = low.get_mut(..word.len()) {
            to.copy_from_slice(word);
            to.make_ascii_lowercase();
            match &*to {
                b"with" | b"has" | b"no" | b"not" | b"without" | b"js" | b"hide" | b"show" | b"after"
                | b"before" => break,
                b"body" | b"text" | b"content" | b"copy" | b"richtext" | b"paragraphs" => text_word = true,
                b"article" | b"story" | b"entry" | b"post" | b"news" => article_word = true,
                other => {
                    let hint = of_word(other, last_word_for);
                    hints |= hint;
                }
            }
            last_word_for = matches!(
                &*to,
                b"article" | b"story" | b"page" | b"post" | b"entry" | b"content" | b"main"
            );
        }
    }
    if (text_word && article_word && hints & AGAINST == 0)
        || matches!(
            name,
            "articleBody" | "article_body" | "articlebody" | "storytext" | "storybody" | "postbody"
        )
    {
        hints |= BODY;
    }
    hints
}

/// `after_article`: the word before was "article", "story" and the like.
#[rustfmt::skip]
fn of_word(word: &[u8], after_article: bool) -> Hints {
    match word {
        b"nav" | b"navbar" | b"navigation" | b"menu" | b"menus" | b"submenu" | b"breadcrumb" | b"breadcrumbs"
        | b"pagination" | b"pager" | b"paging" | b"topbar" | b"masthead" | b"sitemap" | b"skiplink" | b"skip"
        | b"toc" | b"navlist" | b"dropdown" | b"offcanvas" => NAV,
        b"footer" | b"foot" | b"colophon" | b"copyright" | b"legal" | b"disclaimer" => FOOTER,
        b"sidebar" | b"aside" | b"rail" | b"rightrail" | b"complementary" | b"secondary" | b"infobox" | b"widget"
        | b"widgets" | b"factbox" => ASIDE,
        b"comment" | b"comments" | b"disqus" | b"commentlist" | b"respond" | b"livefyre" | b"coral" | b"replies" => COMMENT,
        b"related" | b"recommended" | b"recommendations" | b"recirc" | b"recirculation" | b"trending" | b"popular"
        | b"mostread" | b"outbrain" | b"taboola" | b"morefrom" | b"readmore" | b"readnext" | b"teaser" | b"teasers"
        | b"similar" | b"alsoread" | b"suggested" | b"latest" | b"upnext" | b"onward" | b"carousel" | b"slideshow"
        | b"gallery" | b"playlist" | b"yarpp" | b"revcontent" | b"zergnet" => RELATED,
        b"share" | b"sharing" | b"social" | b"sharedaddy" | b"addtoany" | b"addthis" | b"sharethis" | b"follow"
        | b"toolbar" | b"tools" | b"print" | b"sharebar" | b"socials" | b"bookmark" => SHARE,
        b"ad" | b"ads" | b"advert" | b"adverts" | b"advertisement" | b"advertising" | b"adsbygoogle" | b"dfp" | b"sponsor"
        | b"sponsored" | b"sponsors" | b"promo" | b"promos" | b"promotion" | b"newsletter" | b"newsletters" | b"subscribe"
        | b"subscription" | b"signup" | b"paywall" | b"cookie" | b"cookies" | b"consent" | b"gdpr" | b"modal" | b"popup"
        | b"overlay" | b"banner" | b"donate" | b"donation" | b"cta" | b"affiliate" | b"commercial" | b"login"
        | b"register" | b"registration" | b"notification" | b"notifications" | b"piano" | b"regwall" | b"lightbox" => PROMO,
        b"caption" | b"captions" | b"figcaption" | b"credit" | b"credits" | b"photocredit" | b"imagecaption"
        | b"wpcaption" | b"cutline" => CAPTION,
        b"byline" | b"bylines" | b"author" | b"authors" | b"writer" | b"contributor" | b"contributors" => BYLINE,
        b"date" | b"dateline" | b"timestamp" | b"datetime" | b"pubdate" | b"published" | b"updated" | b"publishdate" => DATE,
        b"tags" | b"tag" | b"taglist" | b"keywords" | b"topics" | b"categories" | b"category" | b"cat" | b"kicker"
        | b"eyebrow" | b"meta" | b"metadata" | b"byinfo" | b"readtime" | b"rating" | b"ratings" | b"votes" | b"permalink" => META,
        b"bio" | b"biography" | b"authorbio" | b"authorbox" => BIO,
        b"search" | b"searchform" | b"form" | b"button" | b"btn" | b"buttons" | b"poll" | b"quiz" => FORM,
        b"headline" | b"title" if after_article => HEADLINE,
        b"headline" => HEADLINE,
        b"main" | b"primary" => MAIN,
        b"sr" | b"screenreader" | b"visuallyhidden" | b"assistive" | b"offscreen" => UNSEEN,
        b"visually" => UNSEEN,
        _ => 0,
    }
}

/// Of `itemprop` and `role`.
pub fn of_property(value: &str) -> Hints {
    match value.trim() {
        "articleBody" | "reviewBody" => BODY,
        "headline" => HEADLINE,
        "author" => BYLINE,
        "datePublished" | "dateModified" => DATE,
        "caption" => CAPTION,
        "navigation" | "menu" | "menubar" => NAV,
        "complementary" => ASIDE,
        "contentinfo" => FOOTER,
        "banner" => HEADER,
        "search" | "form" => FORM,
        "dialog" | "alertdialog" | "alert" => PROMO,
        "main" => MAIN,
        "article" => ARTICLE,
        "comment" => COMMENT,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_class_names_say_what_an_element_is_for() {
        assert_eq!(of_names("article__body"), BODY);
        assert_eq!(of_names("storyBody main-col"), BODY | MAIN);
        assert_eq!(of_names("content-with-sidebar"), 0);
        assert_eq!(of_names("relatedArticles"), RELATED);
        assert_eq!(of_names("post-share"), SHARE);
        assert_eq!(of_names("ad-slot"), PROMO);
        assert_eq!(of_names("readable"), 0);
        assert_eq!(of_names("article-comments-body"), COMMENT);
    }
}
