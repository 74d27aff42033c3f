//! What the made sources wrote, sent and were answered. All of it is made up, also
//! what looks as if it attacked whoever reads it.

use fyke_model::date::Day;

/// Officers of the made intake; the last has left since.
pub(super) const OFFICERS: [&str; 3] = ["Ada Prüfer", "Ben Okoro", "Cleo Marsh"];

/// 5 January 2026.
pub(super) const TODAY: Day = Day(20_458);

/// A letter that waits: its name, how many days ago it was sealed, its pieces, and
/// the words in it.
pub(super) const LETTERS: [(&str, i32, u32, &str); 2] = [
    (
        "envelope-3fa9c1000000000000000000000000aa",
        3,
        1,
        "The night lorries came again on Tuesday. I counted six. Nobody signs for them at gate 14 any more.",
    ),
    (
        "envelope-7be2040000000000000000000000aa11",
        1,
        8,
        "I have put the loading list into this letter.",
    ),
];

/// One that was sealed for another door.
pub(super) const STRAY: &str = "envelope-c0ffee000000000000000000000000ab";

/// The conversation that a letter opens into, and another that was answered.
pub(super) const ROOMS: [(&str, u32); 2] = [
    ("room-a1b2c3000000000000000000000000cc", 4),
    ("room-d4e5f6000000000000000000000000dd", 6),
];

/// Words of a conversation: its number, whether the source wrote them, days ago.
pub(super) const TOLD: [(u32, bool, i32, &str, &str); 5] = [
    (
        4,
        true,
        20,
        "en",
        "I load ships at the eastern quay. Crates marked as pumps go to Beta Ticaret, and they hold gyroscopes of \
         type KX-220. Marek signs for them. <script>alert(1)</script> The papers are changed at night.",
    ),
    (4, false, 18, "", "Thank you. Are you safe where you write from?"),
    (
        4,
        true,
        9,
        "ar",
        "نعم. لا أكتب من العمل. الصناديق تُنقل ليلاً من البوابة 14.",
    ),
    (
        6,
        true,
        30,
        "uk",
        "Вантаж стоїть на складі третій тиждень. Печатки знято і поставлено інші.",
    ),
    (6, false, 2, "", "Дякуємо. Чи бачили ви, хто їх ставив?"),
];

/// Files of the first conversation: name, bytes, parts.
pub(super) const FILES: [(&str, Option<u64>, usize); 2] =
    [("loading list.pdf", Some(48_211), 1), ("video.mp4", None, 3)];

/// Words that the made guard takes for open: what anybody may know.
pub(super) const OPEN: &str = "thank you are you safe where you write from can you tell us more about the crates and \
                               the ships papers please do not take risks we read what you wrote with care";

/// A page of grey lines, 96 by 64.
pub(super) const PICTURE: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 96, 0, 0, 0, 64, 8, 0, 0, 0, 0,
    192, 95, 45, 210, 0, 0, 0, 73, 73, 68, 65, 84, 120, 218, 237, 214, 193, 9, 0, 32, 12, 3, 192, 142, 227,
    254, 187, 245, 239, 8, 82, 74, 69, 240, 178, 192, 61, 2, 33, 145, 195, 9, 64, 5, 88, 245, 60, 6, 40, 25,
    0, 248, 116, 139, 206, 227, 113, 21, 80, 50, 0, 224, 23, 249, 69, 0, 0, 192, 47, 82, 50, 0, 224, 23, 249,
    69, 0, 0, 160, 155, 13, 37, 125, 39, 46, 55, 215, 73, 38, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];
