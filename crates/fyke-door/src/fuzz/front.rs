//! Readers of requests, forms and tokens, and of the public file.

use crate::front::fuzz::{fuzz_form, fuzz_head, fuzz_multipart, fuzz_token};
use crate::front::token::{Kind, TokenKey, seal};

/// All of them.
pub const TARGETS: &[super::Target] = &[
    ("head", fuzz_head, || {
        b"POST /fa/send?x=1 HTTP/1.1\r\nHost: a.onion\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\
          Content-Type: multipart/form-data; boundary=XyZ\r\n\r\nbody"
            .to_vec()
    }),
    ("form", fuzz_form, || {
        b"to=&shown=0a1b&codename=%D9%85%D9%84+word%20word".to_vec()
    }),
    ("multipart", fuzz_multipart, || {
        let mut form = vec![17];
        for head in ["name=\"text\"", "name=\"file\"; filename*=UTF-8''%e2%82%ac.txt"] {
            form.extend_from_slice(b"--XyZ\r\nContent-Disposition: form-data; ");
            form.extend_from_slice(head.as_bytes());
            form.extend_from_slice(b"\r\nContent-Type: text/plain\r\n\r\nwords --XyZ\r\n--Xy\r\n");
        }
        form.extend_from_slice(b"--XyZ--\r\n");
        form
    }),
    ("token", fuzz_token, || {
        // as good as an input can be: what comes of another draw is refused as early
        seal(&TokenKey::new([7; 32]), Kind::Session, 3, &[1; 96]).map_or(Vec::new(), String::into_bytes)
    }),
];
