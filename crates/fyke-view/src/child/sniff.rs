//! What the bytes are, whatever the name says.

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Pdf,
    Picture(::image::ImageFormat),
    Audio,
    Zip,
    /// The older office documents; no reader here.
    Ole,
    Text,
    Unknown,
}

impl Kind {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Picture(format) => match format {
                ::image::ImageFormat::Jpeg => "jpeg",
                ::image::ImageFormat::Png => "png",
                ::image::ImageFormat::Gif => "gif",
                ::image::ImageFormat::WebP => "webp",
                ::image::ImageFormat::Tiff => "tiff",
                ::image::ImageFormat::Bmp => "bmp",
                _ => "picture",
            },
            Kind::Audio => "sound",
            Kind::Zip => "zip",
            Kind::Ole => "ole",
            Kind::Text => "text",
            Kind::Unknown => "unknown",
        }
    }

    /// Endings that a name of this kind has; empty where any may be right.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Pdf => &["pdf"],
            Kind::Picture(format) => match format {
                ::image::ImageFormat::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
                ::image::ImageFormat::Png => &["png"],
                ::image::ImageFormat::Gif => &["gif"],
                ::image::ImageFormat::WebP => &["webp"],
                ::image::ImageFormat::Tiff => &["tif", "tiff", "dng", "nef", "arw", "cr2"],
                ::image::ImageFormat::Bmp => &["bmp", "dib"],
                _ => &[],
            },
            Kind::Audio => &[
                "wav", "mp3", "m4a", "mp4", "aac", "ogg", "oga", "opus", "flac", "aif", "aiff", "caf", "mka",
                "mkv", "webm", "mov",
            ],
            Kind::Zip => &[
                "zip", "docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "dotx", "odt", "ods", "odp", "odg",
                "epub", "jar", "apk", "kmz",
            ],
            Kind::Ole => &["doc", "xls", "ppt", "msg", "msi"],
            Kind::Text | Kind::Unknown => &[],
        }
    }
}

/// The kind of bytes.
pub fn sniff(file: &[u8]) -> Kind {
    let head = file.get(..file.len().min(1024)).unwrap_or(file);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Kind::Pdf;
    }
    if file.starts_with(b"PK\x03\x04") || file.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if file.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Kind::Ole;
    }
    let riff_wave = file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WAVE");
    let riff_webp = file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP");
    let mp3 = file.starts_with(b"ID3")
        || matches!(file, [0xff, second, ..] if second & 0xe0 == 0xe0 && second & 0x06 != 0 && *second != 0xff);
    let sound = riff_wave
        || [&b"OggS"[..], b"fLaC", b"caff", b"\x1aE\xdf\xa3"]
            .iter()
            .any(|magic| file.starts_with(magic))
        || (file.starts_with(b"FORM") && file.get(8..11) == Some(b"AIF"))
        || file.get(4..8) == Some(b"ftyp");
    if sound {
        return Kind::Audio;
    }
    if riff_webp {
        return Kind::Picture(::image::ImageFormat::WebP);
    }
    if let Ok(format) = ::image::guess_format(file)
        && format.reading_enabled()
        && !matches!(format, ::image::ImageFormat::Ico | ::image::ImageFormat::Pnm)
    {
        return Kind::Picture(format);
    }
    if super::text::reads_as_text(file) {
        return Kind::Text;
    }
    if mp3 { Kind::Audio } else { Kind::Unknown }
}
