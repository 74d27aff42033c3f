//! A drawing as it is printed: its letters as the fonts have them, and nothing in
//! it that runs, links or comes from elsewhere.

use super::letters;
use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};

/// Bytes of one drawing.
const SVG_MAX: usize = 4 << 20;

/// How deep groups may lie in one another.
const DEPTH_MAX: usize = 32;

/// What a drawing may have. Nothing that refers to other parts of it and could
/// multiply them (`use`, `marker`, `pattern`, `filter`): an arrowhead is a path.
const ALLOWED: [&str; 20] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "title",
    "desc",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "metadata",
    "switch",
];

/// The SVG with printable text; an error says what is wrong with it.
pub fn printable(svg: &str, lost: &mut u64) -> Result<String, String> {
    if svg.len() > SVG_MAX {
        return Err(format!("it has {} bytes, and {SVG_MAX} are the most", svg.len()));
    }
    let mut reader = Reader::from_str(svg);
    let mut writer = Writer::new(Vec::new());
    let mut root = true;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let event = match event {
            Event::Eof => break,
            Event::DocType(_) | Event::PI(_) | Event::Comment(_) => continue,
            Event::Start(tag) | Event::Empty(tag) if root && tag.local_name().as_ref() != "svg" => {
                let _ = tag;
                return Err("its first element is not svg".into());
            }
            Event::Start(tag) => {
                root = false;
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(format!("its groups lie more than {DEPTH_MAX} deep"));
                }
                allowed(&tag)?;
                Event::Start(tag)
            }
            Event::Empty(tag) => {
                root = false;
                allowed(&tag)?;
                Event::Empty(tag)
            }
            Event::Text(text) => {
                let plain = quick_xml::escape::unescape(&text).map_err(|error| error.to_string())?;
                let shown = letters::printable(&plain, lost);
                Event::Text(BytesText::new(&shown).into_owned())
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                Event::End(tag)
            }
            Event::CData(_) => return Err("it has a CDATA section".into()),
            Event::GeneralRef(entity) => {
                match entity.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(letter) => {
                        let shown = letters::printable(letter.encode_utf8(&mut [0; 4]), lost);
                        Event::Text(BytesText::new(&shown).into_owned())
                    }
                    None if matches!(entity.as_ref(), "amp" | "lt" | "gt" | "quot" | "apos") => {
                        Event::GeneralRef(entity)
                    }
                    None => return Err("it has an entity of its own".into()),
                }
            }
            other => other,
        };
        writer.write_event(event).map_err(|error| error.to_string())?;
    }
    match root {
        true => Err("it is empty".into()),
        false => String::from_utf8(writer.into_inner()).map_err(|error| error.to_string()),
    }
}

fn allowed(tag: &quick_xml::events::BytesStart<'_>) -> Result<(), String> {
    let name = tag.local_name();
    if !ALLOWED.contains(&name.as_ref()) {
        return Err(format!("it has an element '{}'", name.as_ref()));
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.local_name();
        let elsewhere = key.as_ref() == "href" && !attribute.value.starts_with('#');
        let runs = key.as_ref().starts_with("on");
        let value = attribute.value.to_ascii_lowercase();
        let reaches = value.matches("url(").count() > value.matches("url(#").count();
        if elsewhere || runs || reaches {
            return Err(format!("its attribute '{}' reaches outside", key.as_ref()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_lines_and_letters_and_nothing_else() {
        let mut lost = 0;
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#g)" d="M0 0"/><text>A &amp; ᓄ</text></svg>"##;
        let printed = printable(svg, &mut lost).unwrap();
        assert!(printed.contains("A &amp; ‹no›"), "{printed}");
        assert_eq!(lost, 1);
        for (bad, why) in [
            (r#"<svg><script>x</script></svg>"#, "it has an element 'script'"),
            (r##"<svg><use href="#a"/></svg>"##, "it has an element 'use'"),
            (
                r#"<svg><path href="http://x/"/></svg>"#,
                "its attribute 'href' reaches outside",
            ),
            (
                r#"<svg><rect onclick="x"/></svg>"#,
                "its attribute 'onclick' reaches outside",
            ),
            (
                r#"<svg><rect fill="url(http://x)"/></svg>"#,
                "its attribute 'fill' reaches outside",
            ),
            (r#"<html/>"#, "its first element is not svg"),
            ("", "it is empty"),
            (
                &format!("<svg>{}", "<g>".repeat(40)),
                "its groups lie more than 32 deep",
            ),
        ] {
            assert_eq!(printable(bad, &mut lost), Err(why.to_owned()), "{bad}");
        }
    }
}
