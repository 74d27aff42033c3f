//! rs-trafilatura on many pages: `peer LIST.txt FOLDER` reads each path that the
//! list names, one a line, and writes what it takes out as FOLDER/NAME.txt. Prints
//! one JSON object.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, folder] = arguments.as_slice() else {
        return Err("usage: peer LIST.txt FOLDER".into());
    };
    let (mut pages, mut failed) = (0, 0);
    for path in std::fs::read_to_string(list)?.lines().map(std::path::Path::new) {
        let taken = rs_trafilatura::extract_bytes(&std::fs::read(path)?);
        pages += 1;
        failed += u32::from(taken.is_err());
        let text = taken.map(|taken| taken.content_text).unwrap_or_default();
        let name = path.file_stem().ok_or("a path without a name")?;
        std::fs::write(std::path::Path::new(folder).join(name).with_extension("txt"), text)?;
    }
    println!("{{\"pages\": {pages}, \"failed\": {failed}}}");
    Ok(())
}
