//! Elements of HTML, by what they mean for the text within them.

/// An element's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Tag {
    A,
    Address,
    Article,
    Aside,
    Audio,
    B,
    Base,
    Blockquote,
    Body,
    Br,
    Button,
    Caption,
    Center,
    Cite,
    Code,
    Col,
    Dd,
    Details,
    Dialog,
    Div,
    Dl,
    Dt,
    Em,
    Embed,
    Fieldset,
    Figcaption,
    Figure,
    Font,
    Footer,
    Form,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hr,
    Html,
    I,
    Iframe,
    Img,
    Input,
    Label,
    Legend,
    Li,
    Link,
    Main,
    Map,
    Menu,
    Meta,
    Nav,
    Noscript,
    Object,
    Ol,
    Optgroup,
    Choice,
    P,
    Param,
    Pre,
    Q,
    S,
    Script,
    Section,
    Select,
    Small,
    Source,
    Span,
    Strong,
    Style,
    Sub,
    Summary,
    Sup,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    Track,
    U,
    Ul,
    Video,
    Wbr,
    Math,
    Canvas,
    Picture,
    Frame,
    Other,
}

/// Elements there are, for tables by element.
pub const TAGS: usize = Tag::Other as usize + 1;

impl Tag {
    /// By its name, in any case of letters.
    pub fn of(name: &str) -> Tag {
        let mut low = [0_u8; 10];
        let Some(to) = low.get_mut(..name.len()) else {
            return Tag::Other;
        };
        to.copy_from_slice(name.as_bytes());
        to.make_ascii_lowercase();
        match &*to {
            b"a" => Tag::A,
            b"address" => Tag::Address,
            b"article" => Tag::Article,
            b"aside" => Tag::Aside,
            b"audio" => Tag::Audio,
            b"b" => Tag::B,
            b"base" => Tag::Base,
            b"blockquote" => Tag::Blockquote,
            b"body" => Tag::Body,
            b"br" => Tag::Br,
            b"button" => Tag::Button,
            b"caption" => Tag::Caption,
            b"center" => Tag::Center,
            b"cite" => Tag::Cite,
            b"code" => Tag::Code,
            b"col" => Tag::Col,
            b"dd" => Tag::Dd,
            b"details" => Tag::Details,
            b"dialog" => Tag::Dialog,
            b"div" => Tag::Div,
            b"dl" => Tag::Dl,
            b"dt" => Tag::Dt,
            b"em" => Tag::Em,
            b"embed" => Tag::Embed,
            b"fieldset" => Tag::Fieldset,
            b"figcaption" => Tag::Figcaption,
            b"figure" => Tag::Figure,
            b"font" => Tag::Font,
            b"footer" => Tag::Footer,
            b"form" => Tag::Form,
            b"h1" => Tag::H1,
            b"h2" => Tag::H2,
            b"h3" => Tag::H3,
            b"h4" => Tag::H4,
            b"h5" => Tag::H5,
            b"h6" => Tag::H6,
            b"head" => Tag::Head,
            b"header" => Tag::Header,
            b"hr" => Tag::Hr,
            b"html" => Tag::Html,
            b"i" => Tag::I,
            b"iframe" => Tag::Iframe,
            b"img" => Tag::Img,
            b"input" => Tag::Input,
            b"label" => Tag::Label,
            b"legend" => Tag::Legend,
            b"li" => Tag::Li,
            b"link" => Tag::Link,
            b"main" => Tag::Main,
            b"map" => Tag::Map,
            b"menu" => Tag::Menu,
            b"meta" => Tag::Meta,
            b"nav" => Tag::Nav,
            b"noscript" => Tag::Noscript,
            b"object" => Tag::Object,
            b"ol" => Tag::Ol,
            b"optgroup" => Tag::Optgroup,
            b"option" => Tag::Choice,
            b"p" => Tag::P,
            b"param" => Tag::Param,
            b"pre" => Tag::Pre,
            b"q" => Tag::Q,
            b"s" => Tag::S,
            b"script" => Tag::Script,
            b"section" => Tag::Section,
            b"select" => Tag::Select,
            b"small" => Tag::Small,
            b"source" => Tag::Source,
            b"span" => Tag::Span,
            b"strong" => Tag::Strong,
            b"style" => Tag::Style,
            b"sub" => Tag::Sub,
            b"summary" => Tag::Summary,
            b"sup" => Tag::Sup,
            b"svg" => Tag::Svg,
            b"table" => Tag::Table,
            b"tbody" => Tag::Tbody,
            b"td" => Tag::Td,
            b"template" => Tag::Template,
            b"textarea" => Tag::Textarea,
            b"tfoot" => Tag::Tfoot,
            b"th" => Tag::Th,
            b"thead" => Tag::Thead,
            b"time" => Tag::Time,
            b"title" => Tag::Title,
            b"tr" => Tag::Tr,
            b"track" => Tag::Track,
            b"u" => Tag::U,
            b"ul" => Tag::Ul,
            b"video" => Tag::Video,
            b"wbr" => Tag::Wbr,
            b"math" => Tag::Math,
            b"canvas" => Tag::Canvas,
            b"picture" => Tag::Picture,
            b"frame" => Tag::Frame,
            _ => Tag::Other,
        }
    }

    /// Has no content and no end.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr | Frame
        )
    }

    /// Its content is text to its end, whatever stands there.
    pub fn holds_raw(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Textarea | Title | Iframe)
    }

    /// Its content is not text of the page.
    pub fn is_skipped(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Textarea
                | Iframe
                | Template
                | Svg
                | Math
                | Select
                | Object
                | Canvas
                | Audio
                | Video
                | Map
                | Noscript
                | Optgroup
                | Choice
        )
    }

    /// Stands within a line.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | B
                | Cite
                | Code
                | Em
                | Font
                | I
                | Img
                | Label
                | Q
                | S
                | Small
                | Span
                | Strong
                | Sub
                | Sup
                | Time
                | U
                | Wbr
                | Br
                | Input
                | Picture
                | Source
                | Link
                | Meta
        )
    }

    /// Ends an open paragraph where it begins.
    pub fn ends_paragraph(self) -> bool {
        !self.is_inline()
            && !matches!(
                self,
                Tag::Other
                    | Tag::Button
                    | Tag::Script
                    | Tag::Style
                    | Tag::Noscript
                    | Tag::Svg
                    | Tag::Template
                    | Tag::Iframe
                    | Tag::Video
                    | Tag::Object
                    | Tag::Audio
                    | Tag::Canvas
                    | Tag::Math
                    | Tag::Select
                    | Tag::Choice
                    | Tag::Optgroup
                    | Tag::Map
            )
    }

    /// An end tag outside does not close what is within.
    pub fn is_wall(self) -> bool {
        matches!(
            self,
            Tag::Table
                | Tag::Td
                | Tag::Th
                | Tag::Caption
                | Tag::Button
                | Tag::Object
                | Tag::Template
                | Tag::Svg
        )
    }

    /// A heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }
}
