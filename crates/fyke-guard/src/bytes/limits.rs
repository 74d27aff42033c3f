//! How much of anything we accept from outside.
//!
//! One struct holds every limit with its unit in its name. The defaults are
//! for customs and register data; a caller with stranger files raises one by
//! name. Beyond a limit that belongs to a row, the row is refused and reading
//! goes on; beyond a limit that belongs to the file, the file is refused.

/// One mebibyte, in bytes.
const MIB: u64 = 1 << 20;

/// Limits for one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest cell, in bytes of UTF-8. Goods texts and addresses stay under
    /// 32 KiB (the largest cell a spreadsheet can hold is 32,767 characters),
    /// which is up to 128 KiB in UTF-8: half of 1 MiB would do for those, but
    /// register exports carry JSON or geometry in a cell. Double helps only
    /// files in which a quote was never closed.
    pub cell_bytes_max: usize,
    /// Largest row, in bytes as they stand in the file. It also bounds how far
    /// the end of a quoted cell is looked for. Half of 32 MiB would still hold a
    /// cell of 10 MB over many lines, so that it is refused as one row and not
    /// as thousands; double is memory that only an unclosed quote would use.
    pub row_bytes_max: usize,
    /// Most columns in a table: what a spreadsheet can hold (16,384). Half
    /// would refuse a file that a spreadsheet saves; beyond it a row is a
    /// missing line end.
    pub columns_max: usize,
    /// How many bytes of rows out of order are weighed for a reading that fits,
    /// per file, before the rest of them is refused without. A row is charged
    /// once, one with bad quotes six times, since it is tried over more lines.
    /// Weighing the worst rows we could build takes tens of milliseconds per
    /// KiB charged, so a file made of nothing else is done within minutes. Half
    /// of 4 MiB would leave honest ragged exports unread, double only
    /// helps whoever built the file to keep us busy.
    pub mend_bytes_max: usize,
    /// Longest JSON line, in bytes. A FollowTheMoney entity with thousands of
    /// aliases is about 1 MiB; half of 16 MiB would do, double is memory only.
    pub line_bytes_max: usize,
    /// Deepest nesting of a JSON value. Ours use four levels, GeoJSON eight;
    /// serde_json itself stops at 128, so double 64 would gain nothing.
    pub json_depth_max: usize,
    /// Deepest nesting of XML elements. The UN list uses six levels; 64 leaves
    /// room for wrappers and keeps the path small. Half would do; double has no
    /// known use.
    pub xml_depth_max: usize,
    /// Longest text of one XML element or attribute, in bytes. The longest
    /// note on the UN list has about 4 KiB; half of 1 MiB would do too, double
    /// would let one element cost what a file should.
    pub xml_text_bytes_max: usize,
    /// Most attributes of one XML element. Lists use under ten; checking names
    /// for doubles is quadratic in them, so the number stays small.
    pub xml_attributes_max: usize,
    /// Largest total of a zip after unpacking, in bytes. A sheet of a million
    /// rows and 30 columns unpacks to about 1.5 GiB of XML: half of 2 GiB would
    /// refuse it, double is more than calamine can hold in the memory we allow.
    pub unpacked_bytes_max: u64,
    /// Largest ratio of unpacked to packed bytes of one zip entry. Sheet XML
    /// packs 10 to 40 times, in the extreme 100; deflate cannot exceed 1,032.
    /// Half would refuse sheets of repeated rows, double begins to admit bombs.
    pub zip_ratio_max: u64,
    /// Size in bytes of an entry below which its ratio is not looked at: a small
    /// empty style sheet may well pack 500 times and does no harm.
    pub zip_ratio_free_bytes: u64,
    /// Most entries in a zip. A workbook of 255 sheets with comments and
    /// drawings has some 2,000; half of 10,000 would do, double only costs time.
    pub zip_entries_max: usize,
    /// Most cells of the sheet that is read, counted over its whole extent,
    /// since empty cells inside it take memory as well: 1,048,576 rows by 48
    /// columns. Half would refuse a full sheet of wide declarations; double is
    /// 4 GiB of memory at 32 bytes a cell.
    pub sheet_cells_max: u64,
    /// How many bytes at the start of a file decide on its format, encoding and
    /// dialect. 256 KiB is about 2,000 rows: half already misses a first quoted
    /// line break in real files now and then, double only costs time.
    pub sample_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cell_bytes_max: MIB as usize,
            row_bytes_max: 32 * MIB as usize,
            columns_max: 16_384,
            mend_bytes_max: 4 * MIB as usize,
            line_bytes_max: 16 * MIB as usize,
            json_depth_max: 64,
            xml_depth_max: 64,
            xml_text_bytes_max: MIB as usize,
            xml_attributes_max: 64,
            unpacked_bytes_max: 2 * 1024 * MIB,
            zip_ratio_max: 200,
            zip_ratio_free_bytes: MIB,
            zip_entries_max: 10_000,
            sheet_cells_max: 1_048_576 * 48,
            sample_bytes: 256 * 1024,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smaller_things_fit_into_larger_ones() {
        let limits = Limits::default();
        assert_eq!(limits.row_bytes_max, 32 * limits.cell_bytes_max);
        assert!(limits.row_bytes_max >= 2 * limits.columns_max);
        assert!(limits.sample_bytes < limits.row_bytes_max);
        assert!(limits.zip_ratio_max < 1_032);
    }
}
