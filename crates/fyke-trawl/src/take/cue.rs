//! Words that belong to a widget, a promotion, a caption, a credit: rules for one line.
//!
//! The patterns are those of templates of English-language sites; none names an
//! outlet. A pattern is read in short blocks alone, since a long paragraph that
//! holds "sign up for" tells of somebody who did. Photo agencies are named since a
//! caption is told by its credit. All patterns run in linear time (`regex`).

use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// A whole line of these is a widget.
const WIDGETS: &[&str] = &[
    r"^(share|tweet|e-?mail|print|save|comments?|\d+ comments?|reply|like|follow|subscribe|sign (in|up)|log ?(in|out)|register|menu|search|home|loading|close|skip( ad| to (main )?content)?|show more|view (all|more|gallery|images?|comments)|see more|load more|continue( reading)?|back to top|play( video)?|tags?|topics?|share this( article| story)?|copy link|link copied|save for later|bookmark|font size|text size|whatsapp|facebook|twitter|linkedin|reddit|telegram|pinterest|messenger|donate( now| today)?|report this ad|sponsored( content| stories)?|promoted( stories| content)?|paid content)[\s:.…>»!]*$",
    r"^(top stories|trending( now| stories)?|most (read|popular|viewed|recent|shared|watched)( .{1,30})?|editor['’]?s['’]? (picks?|choice)|related( (articles?|stories|topics|content|news|links|coverage|posts))?|recommended( (for you|stories|articles|videos|by .{1,30}))?|you (may|might|will|['’]ll)( also)? (like|enjoy|be interested in).{0,40}|read next|up next|next up|more (stories|news|coverage|headlines)|popular (now|stories)|latest (news|stories|headlines|videos)|around the web|from the web|what to read next|what others are reading|in case you missed it|don['’]t miss|before you go)[\s:.…>»!]*$",
    r"^\W*(advertisement|advertising|story continues (below|after).{0,40}|article continues (after|below).{0,40}|scroll (down )?(to|for) .{1,40}|continue reading (below|the main story).{0,40}|skip (past|advertisement).{0,60}|ad feedback)\W*$",
    r"^(no time to read|get (a|the) summary|listen to this (article|story|page)|listen \(?\d+ min.{0,20}|\d+ ?-?min(ute)?s? read|(estimated )?reading time.{0,30}|ai summary|key takeaways|quick read)[\s?:.]*$",
    r"^(previous|next|older|newer|prev)( (article|post|story|page|entry))s?\W*$",
    r"(^|[.!?] ?)(please )?(refresh|reload) (the|this|your) (page|browser|site)\b",
    r"\bnotifications? (can be|are) managed\b|\bstay (up to date|informed|updated) with (our )?(notifications|alerts|the latest)\b|\b(turn on|enable|allow|manage) (desktop |push |browser )?notifications\b|^get (breaking|the latest|all the latest|our) .{0,60}(news|alerts|headlines|stories|newsletters?)\b.{0,80}$",
    r"^\W*(click|tap|press) (here|below|through|on the)\b|\b(click|tap) here (to|for)\b",
    r"^(sign up|subscribe|register)\b.{0,100}\b(newsletters?|inbox|e-?mails?|alerts|updates|briefing|channel|podcast|for free|today|now|account)\b",
    r"\b(delivered|sent|straight|right|direct(ly)?) (\w+ )?to your (e-?mail )?inbox\b|\bin your inbox\b",
    r"^(you can )?(also )?(follow|like|join|find|connect with|add) (us|our|.{1,50}) on (twitter|facebook|instagram|x|telegram|whatsapp|youtube|linkedin|tiktok|threads|bluesky|google news|flipboard|social media)\b",
    r"^join (us|our|the|thought|in)\b.{0,40}\b(conversations?|discussions?|forum|community|channel|whatsapp|telegram|debate|commenting)\b|\bfollow other .{1,40} readers\b|\bsee their replies\b",
    r"^(thank you|thanks) for (registering|subscribing|signing up|reading|visiting|your (support|subscription|patience|feedback|registration))\b",
    r"^(download|get) (the|our) .{1,40}\bapps?\b|\bavailable on (the )?(app store|google play)\b",
    r"^powered by .{1,40}$|^(this (article|text|page|story|content) (was|has been|is) )?(machine|automated|automatically|auto)[- ]?translat(ed|ion).{0,60}$|\bautomated translation$",
    r"\ball rights reserved\b|^(©|\(c\)|copyright\b|&copy;).{0,150}$|\bmay not be (published|reproduced|rewritten|redistributed|republished)\b|^(terms (of|and) .{1,40}|privacy (policy|notice|settings)|cookie (policy|settings)|do not sell .{1,40})$",
    r"\b(we|this (site|website|page)) uses? cookies\b|\b(please )?(enable|turn on) javascript\b|\b(accept|reject|manage) (all )?cookies\b|\bad ?blockers?\b|\byour browser (does not|doesn['’]t) support\b",
    r"\bcomments (are|have been) (closed|moderated|disabled)\b|^(leave|post|add|write) a (comment|reply)\b|^(view|show|read|hide|be the first to) .{0,20}comments?\b|^(log|sign) in to (comment|continue|read|view)\b|^already (a|have) .{1,30}(member|subscriber|account|subscribed)\b.{0,40}$|\blogged in ?(please|to)\b|automatically logged in\b",
    r"^(read|watch|related|also read|also|see also|more|must read|recommended|listen|photos?|video|gallery|slideshow|trending|explainer|read more|watch live|watch now|live updates|see more|more on this|more from .{1,30}|don['’]t miss|view gallery|in pictures|next|previous)\s?(:|\||»|>|→)\s?.{0,160}$",
    r"^(read|see|find|get|view|visit|check out) (more|the (full|rest|original)|our|all) .{0,80}\b(here|at|on|below|website|coverage|page)\b\W*$|^for (more|the latest|further) .{1,60}\b(visit|click|follow|go to|sign|see|head to|check)\b",
    r"^(have (a|you got a) (story|tip|news tip|question|confidential tip).{0,120}|(contact|e-?mail|write to) (us|the (author|reporter|newsroom|editor|writer)s?)\b.{0,120}|.{0,40}\bcan be reached at\b.{0,80}|.{0,60}@[\w.-]+\.\w{2,}\W*)$",
    r"^(filed under|posted in|tagged|more on|more about|explore more|topics in this article|in this article)\b.{0,80}$",
];

/// Credits and notes about the text, short lines of their own.
const CREDITS: &[&str] = &[
    r"\bcontributed (reporting|research|additional|from [\p{L}. ,]{3,40}|(to|for) (this|the) (report|story|article|post|piece|dispatch|coverage))\b.{0,60}\W*$",
    r"^\W*((additional |with )?(reporting|writing|editing|translation|translated|photograph(y|s)|compiled|edited|written|produced|research|graphics?|illustration)( and (reporting|writing|editing))? by|with (reporting|additional reporting|files|material|inputs?) (by|from))\b.{1,200}$",
    r"^\W*(this|the) (story|article|post|report|piece|page|version) (has been|was|is being|will be|originally|first)\b.{0,40}\b(updated|published|corrected|amended|appeared|revised|developing|produced|syndicated)\b.{0,160}$|^\W*(originally|first) (published|appeared)\b.{0,120}$|^\W*this is a (breaking|developing) (news )?story\b.{0,100}$",
    r"^(source|sources|via|photo|photos|photograph|image|images|picture|video|credit|photo credit|image credit|image source|image caption|image copyright|media caption|illustration|graphic)s?\s?(by|courtesy of|:|/)\s?.{1,160}$",
];

/// A caption, by its credit at the end.
const CAPTIONS: &[&str] = &[
    r"\((photo|photos|photograph|image|images|picture|pic|credit|file|video|screenshot|screengrab|courtesy|illustration|supplied|handout|from)\b[^()]{0,90}\)\W*$",
    r"\([^()]{0,70}\b(ap|afp|reuters|getty( images)?|pa|pa wire|pa media|pa archive|epa|epa-efe|efe|shutterstock|photo|file|handout|screenshot|supplied|bloomberg|xinhua|tass|istock|alamy|flickr|wikimedia|youtube|anadolu|dpa|sipa|zuma|upi|rex|ria novosti|sputnik|afp via getty|associated press)\b[^()]{0,40}\)\s*$",
    r"\p{Ll}{3}[.!?”’)]+\s+(ap|afp|reuters|getty( images)?|epa|pa|pa wire|shutterstock|bloomberg|xinhua|tass|istock|alamy|handout|the associated press|anadolu agency|photo)( photo| images)?\s*$",
    r"\b(getty images|ap photo|afp photo|reuters photo|shutterstock\.com|wikimedia commons|pa wire|anadolu agency|istockphoto)(/[^/]{1,40})?\W*$|\b(photo|photograph|image|picture|credit|pic)s?( by| credit| courtesy)?:? [^.]{2,50}/[^.]{2,40}$|\b(photograph|photo|image credit|credit|picture|photo credit|image source): [^.]{2,70}$",
    r"^(file( photo)?|in this (file |undated )?photo|(l-r|left to right|from left|pictured|above|clockwise from).{0,3})\s?[-–—:,] ?.{10,}",
    r"\b(reuters|afp|ap photo|epa|getty)/[\p{L}. ]{3,40}(/[\p{L} .]{2,30})?\W*$",
];

/// Appeals of a newsroom for itself; read in paragraphs that are not quoted.
const APPEALS: &[&str] = &[
    r"\byour (support|donation|contribution|subscription|gift|membership)s?\b.{0,40}\b(helps?|allows?|enables?|makes?|funds?|keeps?|ensures?|means|matters|powers?|goes)\b",
    r"\b(support|fund|back|sustain|protect|defend) (our|independent) (journalism|reporting|newsroom|journalists|work|press|media|news)\b",
    r"\b(our|us|we|your)\b.{0,200}\b(become a (member|subscriber|supporter|patron)|make a (\w+ )?(donation|contribution|gift)|consider (donating|supporting|subscribing|becoming|making))\b|\b(become a (member|subscriber|supporter|patron)|make a (\w+ )?(donation|contribution|gift)|consider (donating|supporting|subscribing|becoming|making))\b.{0,200}\b(our|us|we|your)\b|^\W*(please )?(donate|subscribe|support us)\b",
    r"\bour (quality |independent )?(reporting|journalism|reporters|journalists)\b.{0,120}\b(paywalls?|readers|free|trust(ed)?|available to (everyone|all)|support)\b|\bour\b.{0,120}\bpaywalls?\b",
    r"\bwe (need|rely on|depend on|ask for|count on) (your|our readers|readers|reporters|people like you)\b|\breader[- ](funded|supported)\b|\bwithout (a )?paywalls?\b",
];

/// What stands at the end of an account and begins something else.
const ENDS: &[&str] = &[
    r"^(\d+ )?(comments?|reader comments|responses|leave a (reply|comment)|join the (conversation|discussion)|discussion|about the authors?|notes and references)\W*$",
    r"^(related|recommended|more from|more on|more in|more stories|read next|up next|you (may|might) also|most (read|popular|viewed)|trending|popular|latest|top stories|also on|see also|also read|read also|editor['’]?s['’]? picks?|what to read next|in other news|around the web|from our partners|sponsored|promoted|keep reading|further reading|next article|previous article|next post|previous post|share this|similar|don['’]t miss|subscribe|newsletter|sign up|follow us|get our)\b.{0,60}$",
];

/// What a thread may keep of the machine that reads a set from the left: with less it
/// is thrown away among the lines of one page, and then given up for a slower one.
const FORWARD_BYTES: usize = 8 << 20;
/// The same for a set whose every pattern ends at the end of the line, which is read
/// from the right: its machine grows with every new line, so it may not grow much.
const BACKWARD_BYTES: usize = 2 << 20;

/// Borders of words are those of ASCII, which is what the patterns are written in: with
/// Unicode's, a line with a curly quotation mark is read by `regex`'s slowest engine.
fn set(patterns: &[&str], machine_bytes: usize) -> Option<RegexSet> {
    let patterns = patterns.iter().map(|pattern| pattern.replace(r"\b", r"(?-u:\b)"));
    regex::RegexSetBuilder::new(patterns)
        .case_insensitive(true)
        .size_limit(64 << 20)
        .dfa_size_limit(machine_bytes)
        .build()
        .ok()
}

static WIDGET: LazyLock<Option<RegexSet>> = LazyLock::new(|| set(WIDGETS, FORWARD_BYTES));
static CREDIT: LazyLock<Option<RegexSet>> = LazyLock::new(|| set(CREDITS, BACKWARD_BYTES));
static CAPTION: LazyLock<Option<RegexSet>> = LazyLock::new(|| set(CAPTIONS, BACKWARD_BYTES));
static APPEAL: LazyLock<Option<RegexSet>> = LazyLock::new(|| set(APPEALS, FORWARD_BYTES));
static END: LazyLock<Option<RegexSet>> = LazyLock::new(|| set(ENDS, BACKWARD_BYTES));
static OUTLET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:notifications from|(?:get|download) the|^follow|subscribe to|welcome to|all rights reserved by) ((?:the\s)?[\p{L}&.'’ \u{a0}]{3,40}?)(?: (?:app|on (?:twitter|facebook|x))\b|\W*$)",
    )
    .ok()
});

fn matches(set: &Option<RegexSet>, text: &str) -> bool {
    set.as_ref().is_some_and(|set| set.is_match(text))
}

/// Longest line that is held against the patterns of widgets.
const LINE_MAX: usize = 330;

/// A widget.
pub fn is_widget(text: &str) -> bool {
    text.len() <= LINE_MAX && matches(&WIDGET, text)
}

/// A link to the account before or after; the line that follows is its title.
pub fn is_turn(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    matches!(
        lower
            .trim_end_matches([':', '→', '»', '>', ' '])
            .trim_start_matches(['←', '«', ' ']),
        "previous article" | "next article" | "previous post" | "next post" | "previous story" | "next story"
    )
}

/// A credit or a note about the text.
pub fn is_credit(text: &str) -> bool {
    text.len() <= 260 && may_be_credit(text) && matches(&CREDIT, text)
}

/// What a line that matches one of [`CREDITS`] surely has; most paragraphs have not,
/// and need not be read from the right.
fn may_be_credit(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let line = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let about = |rest: &str| {
        let first = [
            "story", "article", "post", "report", "piece", "page", "version", "is a ",
        ];
        first.iter().any(|word| rest.starts_with(word))
    };
    let itself = line.strip_prefix("this ").or_else(|| line.strip_prefix("the "));
    let first = [
        "additional",
        "compiled",
        "credit",
        "edited",
        "editing",
        "first",
        "graphic",
        "illustration",
        "image",
        "media",
        "originally",
        "photo",
        "picture",
        "produced",
        "reporting",
        "research",
        "source",
        "transla",
        "via",
        "video",
        "with ",
        "writing",
        "written",
    ];
    itself.is_some_and(about)
        || first.iter().any(|word| line.starts_with(word))
        || line.contains("contributed")
}

/// A caption with its credit.
pub fn is_caption(text: &str) -> bool {
    text.len() <= 420 && may_be_caption(text) && matches(&CAPTION, text)
}

/// The same of [`CAPTIONS`]: a bracket, a slash, a colon, or how the line begins or ends.
fn may_be_caption(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let line = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let first = [
        "file",
        "in this",
        "l-r",
        "left to",
        "from left",
        "pictured",
        "above",
        "clockwise",
    ];
    let last = [
        "ap",
        "afp",
        "reuters",
        "getty",
        "images",
        "epa",
        "pa",
        "wire",
        "shutterstock",
        "bloomberg",
        "xinhua",
        "tass",
        "istock",
        "alamy",
        "handout",
        "press",
        "agency",
        "photo",
        ".com",
        "commons",
        "istockphoto",
    ];
    text.contains([')', '/'])
        || text.contains(": ")
        || first.iter().any(|word| line.starts_with(word))
        || last.iter().any(|word| line.ends_with(word))
}

/// An appeal for the newsroom itself. Words in marks are somebody's.
pub fn is_appeal(text: &str) -> bool {
    text.len() <= 900 && !text.contains(['"', '“', '«', '„']) && matches(&APPEAL, text)
}

/// Whether the account ends here; true where nothing after it can belong to it.
pub fn ends_account(text: &str, heading: bool) -> Option<bool> {
    if text.len() > 90 || text.ends_with('.') {
        return None;
    }
    let set = END.as_ref()?;
    let found = set.matches(text);
    if found.matched(0) {
        return Some(true);
    }
    (found.matched(1) && (heading || text.len() <= 40)).then_some(false)
}

/// Letters in capitals alone, many of them: a link set among the paragraphs.
pub fn is_shouted(text: &str) -> bool {
    let mut letters = 0;
    for character in text.chars().take(300) {
        if character.is_lowercase() {
            return false;
        }
        letters += usize::from(character.is_uppercase());
    }
    !text.starts_with(|c: char| c.is_ascii_digit())
        && letters >= 24
        && text.len() <= 250
        && text.split_whitespace().count() >= 6
        && !text.ends_with(['.', '”', '"', ':'])
}

/// A name of an outlet in the words of its widget, as bytes of the line.
pub fn outlet(text: &str) -> Option<std::ops::Range<usize>> {
    if text.len() > 160 {
        return None;
    }
    let found = OUTLET.as_ref()?.captures(text)?.get(1)?;
    let name = found.as_str();
    let capital = name
        .split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("the"))
        .all(|word| word.starts_with(char::is_uppercase));
    capital.then(|| found.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for (set, patterns) in [
            (&WIDGET, WIDGETS),
            (&CREDIT, CREDITS),
            (&CAPTION, CAPTIONS),
            (&APPEAL, APPEALS),
            (&END, ENDS),
        ] {
            assert_eq!(set.as_ref().map(RegexSet::len), Some(patterns.len()));
        }
        assert!(OUTLET.is_some());
    }

    #[test]
    fn furniture_is_told_from_the_account() {
        for widget in [
            "Comments",
            "12 comments",
            "Share this article",
            "ADVERTISEMENT",
            "Story continues below advertisement",
            "No time to read?",
            "CLICK HERE TO READ MORE",
            "Sign up for our daily newsletter",
            "Follow us on Twitter",
            "Previous Article",
            "READ MORE: the door that would not close",
            "Download the Harbour app",
            "Thank you for registering",
        ] {
            assert!(is_widget(widget), "{widget}");
        }
        for body in [
            "The minister said the door is open.",
            "She clicked on the link and read the comments.",
            "Readers had to sign up for the newsletter to learn of the strike, the union said, and few of them did so.",
            "“Follow us,” he said, and they went down to the harbour.",
            "He wrote the letter by hand.",
            "The factor may have contributed to the decision of the harbour master.",
            "She was quoted as saying so to Mr. Bloomberg.",
        ] {
            assert!(
                !is_widget(body) && !is_credit(body) && !is_caption(body) && !is_appeal(body),
                "{body}"
            );
        }
        assert!(is_caption("A boat leaves the harbour at dawn (Reuters)"));
        assert!(is_caption("A boat leaves the harbour at dawn. AFP"));
        assert!(is_caption(
            "A boat leaves the harbour. Photograph: Ann Other/Agency"
        ));
        assert!(is_credit("Additional reporting by Ann Other in Riga"));
        assert!(is_appeal(
            "Your donation allows us to keep sending reporters to the coast."
        ));
        assert_eq!(ends_account("Related stories", true), Some(false));
        assert_eq!(ends_account("Comments", false), Some(true));
        assert_eq!(ends_account("More on this later, he said.", false), None);
    }

    /// Lines for every pattern of credits and captions: what is looked at first passes
    /// over none of them.
    #[test]
    fn no_credit_and_no_caption_is_passed_over_before_its_pattern() {
        let credits = [
            "Ann Roe contributed reporting from Riga.",
            "— Additional reporting by Ann Roe and Bo Lund",
            "With files from Ann Roe",
            "Translated by Ann Roe",
            "This story has been updated.",
            "The article was first published in May",
            "Originally published by the Post",
            "This is a developing story, more soon",
            "Photo: Ann Roe",
            "Sources: the ministry, the port",
        ];
        for line in credits {
            assert!(matches(&CREDIT, line) && is_credit(line), "{line}");
        }
        let captions = [
            "The gate at noon (Photo by Ann Roe)",
            "The gate at noon (Roe/AFP via Getty Images)",
            "A ship leaves the harbour. Reuters",
            "A ship leaves the harbour.  AP Photo",
            "The gate at noon Getty Images",
            "The gate at noon, Wikimedia Commons.",
            "Photograph by Ann Roe/The Post",
            "The gate. Photograph: Ann Roe",
            "FILE PHOTO: a ship leaves the harbour",
            "In this photo, a ship leaves the harbour",
            "Pictured: a ship, a gate and a crane",
            "A ship. REUTERS/Ann Roe",
        ];
        for line in captions {
            assert!(matches(&CAPTION, line), "pattern: {line}");
            assert!(is_caption(line), "{line}");
        }
        assert!(
            !may_be_caption("The gate is open, she said on Monday.") && !may_be_credit("The gate is open.")
        );
    }
}
