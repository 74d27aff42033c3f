//! Entries for fuzzing: any bytes are an answer or a refusal, and never a panic.

use super::form::Form;
use super::http::parse;
use super::multipart::Multipart;
use super::token::{Kind, TokenKey, open};

/// A head of a request.
pub fn fuzz_head(data: &[u8]) {
    let _ = parse(data);
}

/// A small form.
pub fn fuzz_form(data: &[u8]) {
    if let Ok(form) = Form::parse(data) {
        let _ = form.text("codename");
    }
}

/// A form with files: the first byte says in which steps it is read.
pub fn fuzz_multipart(data: &[u8]) {
    let Some((step, mut body)) = data.split_first() else {
        return;
    };
    let step = u64::from(*step) + 1;
    let Ok(mut form) = Multipart::new("multipart/form-data; boundary=XyZ", &mut body) else {
        return;
    };
    while let Ok(Some(_)) = form.part() {
        while let Ok(1..) = form.pass(step, |_| Ok(())) {}
    }
}

/// A token that came back.
pub fn fuzz_token(data: &[u8]) {
    let token = String::from_utf8_lossy(data);
    let _ = open::<96>(&TokenKey::new([7; 32]), Kind::Session, 3, &token);
}
