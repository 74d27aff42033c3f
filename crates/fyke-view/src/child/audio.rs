//! Sound: how long, how loud, drawn as a wave; what it says of its maker.
//!
//! The desk hears nothing here: a picture of the wave and figures are enough to
//! see whether a file is what it is said to be. Samples are summed as they come
//! and never kept.

use super::out::Out;
use crate::What;
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::{MetadataOptions, MetadataRevision};

/// Size of the drawing, in pixels.
const WIDTH: usize = 1000;
const HEIGHT: usize = 200;
/// Samples of one block of the wave; blocks are merged when there are too many.
const BLOCKS_MAX: usize = 1 << 16;

/// What was heard.
#[derive(Default)]
struct Heard {
    rate: u32,
    channels: usize,
    frames: u64,
    peak: f32,
    squares: f64,
    blocks: Vec<f32>,
    in_block: u64,
    block: u64,
}

/// Decodes, draws, and names what it says of itself.
pub fn look(file: &[u8], out: &mut Out) -> Option<()> {
    let source = MediaSourceStream::new(Box::new(std::io::Cursor::new(file.to_vec())), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(
            &Hint::new(),
            source,
            FormatOptions::default(),
            MetadataOptions::default(),
        )
        .ok()?;
    tags(format.as_mut(), out);
    riff_info(file, out);
    if !format.attachments().is_empty() {
        out.finding(
            What::Embedded,
            &format!("{} attachments", format.attachments().len()),
        );
    }
    if format.tracks().len() > 1 {
        out.finding(
            What::NotAll,
            &format!("{} tracks; the first of sound is drawn", format.tracks().len()),
        );
    }
    let track = format.default_track(TrackType::Audio)?;
    let wanted = track.id;
    let parameters = track.codec_params.as_ref()?.audio()?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .ok()?;
    let mut heard = Heard {
        block: 512,
        ..Heard::default()
    };
    let mut samples: Vec<f32> = Vec::new();
    while let Ok(Some(packet)) = format.next_packet() {
        if packet.track_id != wanted {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(sound) => take(&sound, &mut samples, &mut heard),
            Err(symphonia::core::errors::Error::DecodeError(_)) => {}
            Err(_) => break,
        }
    }
    if heard.frames == 0 {
        return None;
    }
    told(&heard, out);
    Some(())
}

fn take(sound: &GenericAudioBufferRef<'_>, samples: &mut Vec<f32>, heard: &mut Heard) {
    heard.rate = sound.spec().rate();
    heard.channels = sound.spec().channels().count();
    let channels = heard.channels.max(1);
    sound.copy_to_vec_interleaved(samples);
    for frame in samples.chunks(channels) {
        let loudest = frame.iter().fold(0f32, |most, sample| most.max(sample.abs()));
        let loudest = if loudest.is_finite() {
            loudest.min(1.0)
        } else {
            1.0
        };
        heard.frames += 1;
        heard.peak = heard.peak.max(loudest);
        heard.squares += f64::from(loudest) * f64::from(loudest);
        if heard.in_block == 0 {
            heard.blocks.push(0.0);
        }
        if let Some(last) = heard.blocks.last_mut() {
            *last = last.max(loudest);
        }
        heard.in_block = (heard.in_block + 1) % heard.block;
        if heard.blocks.len() > BLOCKS_MAX {
            heard.blocks = heard
                .blocks
                .chunks(2)
                .map(|pair| pair.iter().fold(0f32, |most, one| most.max(*one)))
                .collect();
            heard.block *= 2;
            heard.in_block = 0;
        }
    }
}

fn told(heard: &Heard, out: &mut Out) {
    let seconds = heard.frames as f64 / f64::from(heard.rate.max(1));
    let level = |share: f64| match share > 0.0 {
        true => format!("{:.1} dB", 20.0 * share.log10()),
        false => "silence".to_owned(),
    };
    out.text(
        "sound",
        &format!(
            "{seconds:.1} seconds, {} Hz, {} channels\nloudest {}, mean {} (of full scale)\n",
            heard.rate,
            heard.channels,
            level(f64::from(heard.peak)),
            level((heard.squares / heard.frames as f64).sqrt()),
        ),
    );
    let mut rgb = vec![255u8; WIDTH * HEIGHT * 3];
    for x in 0..WIDTH {
        let from = x * heard.blocks.len() / WIDTH;
        let to = ((x + 1) * heard.blocks.len() / WIDTH).max(from + 1);
        let most = heard
            .blocks
            .get(from..to.min(heard.blocks.len()))
            .unwrap_or_default()
            .iter()
            .fold(0f32, |most, one| most.max(*one));
        let half = ((most * (HEIGHT / 2) as f32) as usize).clamp(1, HEIGHT / 2);
        for y in HEIGHT / 2 - half..HEIGHT / 2 + half {
            let at = (y * WIDTH + x) * 3;
            if let Some(pixel) = rgb.get_mut(at..at + 3) {
                pixel.copy_from_slice(&[40, 70, 110]);
            }
        }
    }
    out.pixels(WIDTH as u32, HEIGHT as u32, &rgb);
}

/// Every revision of what the file says of itself: an older one is still in it.
fn tags(format: &mut dyn FormatReader, out: &Out) {
    let mut metadata = format.metadata();
    loop {
        let popped = metadata.pop();
        match popped.as_ref().or_else(|| metadata.current()) {
            Some(told) => revision(told, out),
            None => return,
        }
        if popped.is_none() {
            return;
        }
    }
}

/// The list of notes in a WAVE file (RIFF `LIST` of form `INFO`): the reader of
/// the format hands none of them on.
fn riff_info(file: &[u8], out: &Out) {
    if !file.starts_with(b"RIFF") {
        return;
    }
    let Some(mut at) = super::marks::find(file, b"INFO").map(|at| at + 4) else {
        return;
    };
    while let Some(head) = file.get(at..at + 8)
        && let [b'I', _, _, _, a, b, c, d] = *head
    {
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        let Some(value) = file.get(at + 8..at.saturating_add(8).saturating_add(length)) else {
            return;
        };
        let key = String::from_utf8_lossy(head.get(..4).unwrap_or_default()).into_owned();
        note(&key, &String::from_utf8_lossy(value), out);
        at += 8 + length + length % 2;
    }
}

fn revision(told: &MetadataRevision, out: &Out) {
    let tracks = told.per_track.iter().map(|track| &track.metadata);
    for tag in std::iter::once(&told.media)
        .chain(tracks)
        .flat_map(|part| &part.tags)
    {
        note(&tag.raw.key, &tag.raw.value.to_string(), out);
    }
    if !told.media.visuals.is_empty() {
        out.finding(What::Embedded, &format!("{} pictures", told.media.visuals.len()));
    }
}

/// One note, by what its name says.
fn note(key: &str, value: &str, out: &Out) {
    let lower = key.to_ascii_lowercase();
    let said = format!("{key}: {value}").replace('\0', "");
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let what = if has(&["gps", "location", "loci", "\u{a9}xyz", "iso6709"]) {
        What::Place
    } else if has(&[
        "artist",
        "author",
        "owner",
        "tpe1",
        "tcom",
        "copyright",
        "creator",
        "iart",
    ]) {
        What::Author
    } else if has(&["date", "year", "tdrc", "tdr", "icrd"]) {
        What::Moment
    } else if has(&[
        "encoder", "software", "tool", "tsse", "isft", "make", "model", "device",
    ]) {
        What::Device
    } else if has(&["id", "serial", "ufid"]) {
        What::Unique
    } else {
        What::Comments
    };
    out.finding(what, &said);
}
