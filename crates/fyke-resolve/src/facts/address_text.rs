//! Reading an address: which number is the house, which the flat.
//!
//! The text is cut at commas into segments and these into words and numbers.
//! Words that say what they are (flat, korpus, floor, Sok., 号) take the number
//! beside them; names of countries and large cities are taken out; what is left
//! of a segment with a word for street is the street, and the first number
//! nobody claimed is the house. Nothing here is certain; the comparison asks only
//! for what agrees.

use super::address_tokens::{
    Token, is_letter_value, is_place_word, is_street_word, is_word, spell_out_han, token_label, tokens,
    use_up, words_of,
};
use super::address_words::{CityId, Label, city, city_country, ends_building_name, label, skeleton};
use super::countries;
use fyke_model::country::Country;

/// Longest address that is read, in bytes.
pub(super) const ADDRESS_BYTES_MAX: usize = 600;

/// Most values that one part keeps.
const PART_MAX: usize = 12;

/// What was read, before it is packed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Parts {
    pub(super) country: Option<Country>,
    pub(super) cities: Vec<CityId>,
    pub(super) places: Vec<String>,
    pub(super) postcode: Option<String>,
    pub(super) street: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) house: Option<String>,
    pub(super) blocks: Vec<String>,
    pub(super) floor: Option<String>,
    pub(super) units: Vec<String>,
    pub(super) po_box: Option<String>,
}

/// A number that no word claimed.
struct Loose {
    value: String,
    /// Nothing else stood in its segment.
    alone: bool,
    /// The number of its segment.
    segment: usize,
    in_street: bool,
    leading: bool,
    /// Words of its segment, where that names no street.
    words: Vec<String>,
}

#[derive(Default)]
struct Reader {
    parts: Parts,
    loose: Vec<Loose>,
    buildings: Vec<String>,
    has_street: bool,
    /// Segments read, and the number of the first that names a street.
    segments: usize,
    street_at: usize,
}

/// Reads the parts of one address.
pub(super) fn parse(text: &str) -> Parts {
    let text = text
        .get(..text.floor_char_boundary(ADDRESS_BYTES_MAX))
        .unwrap_or("");
    let mut reader = Reader::default();
    let text = reader.take_inverted_country(text);
    let text = spell_out_han(text);
    for segment in text.split([',', ';', '\n', '(', ')', '[', ']', '،', '，']) {
        for piece in segment.split(" - ") {
            reader.segment(piece);
        }
    }
    reader.finish()
}

impl Reader {
    fn segment(&mut self, segment: &str) {
        let mut tokens = tokens(segment);
        if tokens.is_empty() {
            return;
        }
        self.segments += 1;
        let count = tokens.len();
        self.take_po_box(&mut tokens);
        self.take_country(&mut tokens);
        self.take_cities(&mut tokens);
        self.take_uk_postcode(&mut tokens);
        self.take_labelled(&mut tokens);
        self.take_areas(&mut tokens);
        self.rest(&tokens, count);
    }

    /// "Korea, North" at the end: one country, not two segments.
    fn take_inverted_country<'t>(&mut self, text: &'t str) -> &'t str {
        let commas: Vec<usize> = text.rmatch_indices(',').map(|(at, _)| at).take(2).collect();
        let start = commas.get(1).map_or(0, |at| at + 1);
        let tail = text.get(start..).unwrap_or("");
        match countries::named(tail) {
            Some(country) if !commas.is_empty() && tail.contains(',') => {
                self.parts.country = Some(country);
                text.get(..start).unwrap_or("")
            }
            _ => text,
        }
    }

    fn take_po_box(&mut self, tokens: &mut [Token]) {
        const BOXES: &[&[&str]] = &[
            &["p", "o", "box"],
            &["po", "box"],
            &["p", "o", "b"],
            &["pob"],
            &["post", "box"],
            &["pobox"],
            &["a", "ya"],
            &["apartado"],
            &["casilla"],
            &["postfach"],
            &["p", "o"],
            &["po"],
            &["box"],
        ];
        for at in 0..tokens.len() {
            for phrase in BOXES {
                let end = at + phrase.len();
                let no = usize::from(
                    matches!(tokens.get(end), Some(Token::Word(word)) if word == "no" || word == "number"),
                );
                let here = phrase
                    .iter()
                    .zip(at..)
                    .all(|(word, at)| is_word(tokens.get(at), word));
                if here && let Some(Token::Number(number)) = tokens.get(end + no) {
                    self.parts.po_box.get_or_insert(number.clone());
                    use_up(tokens, at, end + no + 1);
                    return;
                }
            }
        }
    }

    /// A country's name as the whole segment or at its end.
    fn take_country(&mut self, tokens: &mut [Token]) {
        // a postcode may follow
        let end = tokens
            .iter()
            .rposition(|token| matches!(token, Token::Word(_)))
            .map_or(0, |at| at + 1);
        for from in end.saturating_sub(6)..end {
            let phrase = words_of(tokens.get(from..end).unwrap_or(&[]));
            let Some(phrase) = phrase else { continue };
            let short = phrase.len() <= 3
                && !matches!(
                    phrase.as_str(),
                    "uae" | "usa" | "uk" | "prc" | "drc" | "ksa" | "rok"
                );
            let street = from
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .and_then(token_label)
                == Some(Label::Street);
            if short || street {
                continue;
            }
            if let Some(country) = countries::named(&phrase) {
                self.parts.country.get_or_insert(country);
                // "Singapore", "Hong Kong" and "Luxembourg" are places too
                if let Some(id) = city(&phrase) {
                    self.parts.cities.push(id);
                }
                use_up(tokens, from, end);
                return;
            }
        }
    }

    fn take_cities(&mut self, tokens: &mut [Token]) {
        let mut at = 0;
        while at < tokens.len() {
            let hit = (1..=3).rev().find_map(|count| {
                let phrase = words_of(tokens.get(at..at + count)?)?;
                city(&phrase).map(|id| (count, id))
            });
            let Some((count, id)) = hit else {
                at += 1;
                continue;
            };
            let next = tokens.get(at + count).and_then(token_label);
            let is_saint = matches!(tokens.get(at), Some(Token::Word(word)) if word == "st");
            let before = at
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .and_then(token_label);
            match next {
                // "Kirov street" is a street, "Moscow region" a region
                Some(Label::Street) if !is_saint && count == 1 => {}
                Some(Label::Region) => use_up(tokens, at, at + count + 1),
                _ if before == Some(Label::Street) && count == 1 && tokens.len() <= at + 2 => {}
                _ => {
                    if self.parts.cities.len() < PART_MAX {
                        self.parts.cities.push(id);
                    }
                    use_up(tokens, at, at + count);
                }
            }
            at += count;
        }
    }

    /// "EC3N 1DY": two tokens.
    fn take_uk_postcode(&mut self, tokens: &mut [Token]) {
        for at in 1..tokens.len() {
            if let (Some(Token::Number(head)), Some(Token::Number(tail))) =
                (tokens.get(at - 1), tokens.get(at))
                && let [d, x, y] = tail.as_bytes()
                && d.is_ascii_digit()
                && x.is_ascii_lowercase()
                && y.is_ascii_lowercase()
                && (2..=4).contains(&head.len())
                && head.starts_with(|c: char| c.is_ascii_lowercase())
            {
                self.parts.postcode.get_or_insert(format!("{head}{tail}"));
                use_up(tokens, at - 1, at + 1);
                return;
            }
        }
    }

    fn take_labelled(&mut self, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            let Some(mut label) = tokens.get(at).and_then(token_label) else {
                continue;
            };
            let is_stroenie =
                matches!(tokens.get(at), Some(Token::Word(word)) if word == "str" || word == "st");
            let word_before = at
                .checked_sub(1)
                .is_some_and(|at| matches!(tokens.get(at), Some(Token::Word(_))));
            if label == Label::Street
                && is_stroenie
                && !word_before
                && matches!(tokens.get(at + 1), Some(Token::Number(_)))
            {
                label = Label::Block;
            }
            if matches!(
                label,
                Label::Street | Label::District | Label::Region | Label::City | Label::Named
            ) {
                continue;
            }
            let takes_letter = matches!(label, Label::Unit | Label::Block | Label::Building);
            // "No.", "number" between: "Unit No. 5"
            let skip = usize::from(
                label != Label::House
                    && matches!(tokens.get(at + 1).and_then(token_label), Some(Label::House))
                    && matches!(tokens.get(at + 2), Some(Token::Number(_))),
            );
            let next = match tokens.get(at + 1 + skip) {
                Some(Token::Number(number)) => Some(number.clone()),
                Some(Token::Word(letter)) if takes_letter && is_letter_value(letter) => Some(letter.clone()),
                _ => None,
            };
            let before = match at.checked_sub(1).and_then(|at| tokens.get(at)) {
                Some(Token::Ordinal(number)) => Some(number.clone()),
                Some(Token::Number(number)) if label == Label::Floor && next.is_none() => {
                    Some(number.clone())
                }
                _ => None,
            };
            if label == Label::Floor
                && let Some(number) = before
            {
                self.parts.floor.get_or_insert(number);
                use_up(tokens, at - 1, at + 1);
            } else if let Some(value) = next {
                self.labelled(label, value);
                use_up(tokens, at, at + 2 + skip);
            }
        }
    }

    fn labelled(&mut self, label: Label, value: String) {
        // "room III/5" is a room in a room
        if label == Label::Unit && value.contains('/') {
            for part in value.split('/').filter(|part| !part.is_empty()) {
                self.labelled(label, part.to_owned());
            }
            return;
        }
        let list = match label {
            Label::Unit => &mut self.parts.units,
            Label::Block => &mut self.parts.blocks,
            Label::Building => &mut self.buildings,
            Label::Floor => {
                self.parts.floor.get_or_insert(value);
                return;
            }
            Label::House => match self.parts.house {
                None => {
                    self.parts.house = Some(value);
                    return;
                }
                Some(_) => &mut self.parts.units,
            },
            _ => {
                self.parts.postcode.get_or_insert(value);
                return;
            }
        };
        if list.len() < PART_MAX && !list.contains(&value) {
            list.push(value);
        }
    }

    /// Regions and districts are dropped, words for cities name places.
    fn take_areas(&mut self, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            let Some(found @ (Label::Region | Label::District | Label::City)) =
                tokens.get(at).and_then(token_label)
            else {
                continue;
            };
            // single letters ("g.", "s.", "m.") stand before their name only
            let letter = matches!(tokens.get(at), Some(Token::Word(word)) if word.len() == 1);
            if letter && (at > 0 || tokens.len() == 1) {
                continue;
            }
            let plain =
                |token: Option<&Token>| matches!(token, Some(Token::Word(word)) if label(word).is_none());
            let before = (0..at).rev().take_while(|at| plain(tokens.get(*at))).count();
            let after = (at + 1..tokens.len())
                .take_while(|at| plain(tokens.get(*at)))
                .count();
            let range = match before {
                0 => at..at + 1 + after,
                _ => at - before..at + 1,
            };
            for token in tokens.get(range.clone()).unwrap_or(&[]) {
                if let Token::Word(word) = token
                    && found == Label::City
                    && label(word).is_none()
                {
                    push_word(&mut self.parts.places, word);
                }
            }
            use_up(tokens, range.start, range.end);
        }
    }

    /// Street, name of a building, place, or numbers for later.
    fn rest(&mut self, tokens: &[Token], count: usize) {
        let is_street = tokens
            .iter()
            .any(|token| token_label(token) == Some(Label::Street) || is_street_word(token));
        let is_named = tokens
            .iter()
            .any(|token| matches!(token, Token::Word(word) if ends_building_name(word)));
        let left = tokens.iter().filter(|token| **token != Token::Used).count();
        let mut words: Vec<String> = Vec::new();
        let mut ordinals: Vec<String> = Vec::new();
        let mut numbers: Vec<(String, bool)> = Vec::new();
        for token in tokens {
            match token {
                Token::Word(word) if is_place_word(word) && (is_named || !ends_building_name(word)) => {
                    words.push(word.clone());
                }
                Token::Ordinal(number) => ordinals.push(number.clone()),
                Token::Number(number) => numbers.push((number.clone(), words.is_empty())),
                _ => {}
            }
        }
        if is_street {
            if !self.has_street {
                self.street_at = self.segments;
            }
            self.has_street = true;
            words.extend(ordinals);
            for word in &words {
                push_word(&mut self.parts.street, word);
            }
        } else if is_named {
            // "Business Center" is no name: one word must be the building's own
            if words.iter().any(|word| !ends_building_name(word)) {
                for word in &words {
                    push_word(&mut self.parts.names, word);
                }
            }
        } else if numbers.is_empty() {
            for word in &words {
                push_word(&mut self.parts.places, word);
            }
        }
        let kept = if is_street || is_named { Vec::new() } else { words };
        for (value, leading) in numbers {
            if self.loose.len() < PART_MAX {
                self.loose.push(Loose {
                    value,
                    alone: left == 1 && count == 1,
                    segment: self.segments,
                    in_street: is_street,
                    leading: leading && is_street,
                    words: kept.clone(),
                });
            }
        }
    }

    fn finish(mut self) -> Parts {
        self.take_postcode();
        if !self.has_street
            && let Some(at) = self.loose.iter().position(|l| !l.words.is_empty())
        {
            // "Gzhatskaya 21": words with a number and no word for street
            self.has_street = true;
            if let Some(loose) = self.loose.get_mut(at) {
                self.street_at = loose.segment;
                loose.in_street = true;
                for word in std::mem::take(&mut loose.words) {
                    push_word(&mut self.parts.street, &word);
                }
            }
        }
        self.take_house();
        for loose in std::mem::take(&mut self.loose) {
            for word in &loose.words {
                push_word(&mut self.parts.places, word);
            }
            match loose.leading {
                // "10 Let Oktyabrya": a number of the street's name
                true => push_word(&mut self.parts.street, &loose.value),
                false => self.labelled(Label::Unit, loose.value),
            }
        }
        self.parts.blocks.append(&mut self.buildings);
        let mut parts = self.parts;
        if parts.country.is_none() {
            parts.country = parts.cities.first().and_then(|id| city_country(*id));
        }
        parts
    }

    fn take_postcode(&mut self) {
        if self.parts.postcode.is_some() {
            return;
        }
        let found = self.loose.iter().position(|loose| {
            let digits = loose.value.bytes().take_while(u8::is_ascii_digit).count();
            let only = digits == loose.value.len();
            let house = loose.leading || loose.in_street && !only;
            match digits {
                6 | 10 => only,
                5 => !house && (only || loose.value.as_bytes().get(5) == Some(&b'-')),
                4 => only && !loose.in_street && !loose.alone,
                0 => !loose.in_street && is_lettered_postcode(&loose.value),
                _ => false,
            }
        });
        if let Some(at) = found {
            let loose = self.loose.remove(at);
            for word in &loose.words {
                push_word(&mut self.parts.places, word);
            }
            self.parts.postcode = Some(loose.value);
        }
    }

    /// The number that is alone in its segment and nearest to the street's.
    fn alone_beside_street(&self) -> Option<usize> {
        let away = |loose: &Loose| {
            (
                loose.segment.abs_diff(self.street_at),
                loose.segment < self.street_at,
            )
        };
        let alone = self.loose.iter().enumerate().filter(|(_, loose)| loose.alone);
        alone.min_by_key(|(_, loose)| away(loose)).map(|(at, _)| at)
    }

    fn take_house(&mut self) {
        if self.parts.house.is_some() || !self.has_street && self.parts.street.is_empty() {
            return;
        }
        let loose = &self.loose;
        let at = loose
            .iter()
            .position(|l| l.in_street && !l.leading)
            .or_else(|| self.alone_beside_street())
            .or_else(|| loose.iter().position(|l| l.leading));
        if let Some(at) = at {
            self.parts.house = Some(self.loose.remove(at).value);
        } else if !self.buildings.is_empty() {
            self.parts.house = Some(self.buildings.remove(0));
        }
    }
}

fn push_word(list: &mut Vec<String>, word: &str) {
    let word = skeleton(word);
    let telling = word.len() > 1 || word.bytes().any(|b| b.is_ascii_digit());
    if telling && list.len() < PART_MAX && !list.contains(&word) {
        list.push(word);
    }
}

/// "ch-8022".
fn is_lettered_postcode(value: &str) -> bool {
    let Some((letters, digits)) = value.split_once('-') else {
        return false;
    };
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    (1..=2).contains(&letters.len()) && (4..=6).contains(&digits.len()) && all_digits
}
