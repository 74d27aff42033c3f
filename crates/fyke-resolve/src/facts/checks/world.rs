//! Numbers of international bodies: ships, firms, banks, securities.

use super::{alphanumeric, checked, digits, has_shape, luhn, mod_97, weighted};
use crate::facts::identifiers::Validity;
use fyke_model::country::Country;

/// IMO ship number (IMO A.1117(30)): six digits by 7 to 2; the last digit of
/// the sum is the check digit.
pub(super) fn imo(value: &str) -> Option<Validity> {
    let d = digits::<7>(value)?;
    checked(weighted(&d[..6], &[7, 6, 5, 4, 3, 2]) % 10 == d[6] && d[0] != 0)
}

/// IMO company and owner number (IMO MSC.160(78)): weights 8, 6, 4, 2, 9, 7
/// modulo 11, taken from 11, modulo 10.
pub(super) fn imo_company(value: &str) -> Option<Validity> {
    let d = digits::<7>(value)?;
    let rest = weighted(&d[..6], &[8, 6, 4, 2, 9, 7]) % 11;
    checked((11 - rest) % 10 == d[6])
}

/// LEI (ISO 17442-1): 18 characters and two check digits, ISO 7064 MOD 97-10.
pub(super) fn lei(value: &str) -> Option<Validity> {
    if !has_shape(value, &[(b'*', 18), (b'9', 2)]) {
        return None;
    }
    checked(mod_97(value.bytes())? == 1)
}

/// BIC (ISO 9362:2022): four characters of the party, two letters of a country,
/// two of the place, perhaps three of the branch.
pub(super) fn bic(value: &str) -> Option<Validity> {
    let fits = has_shape(value, &[(b'*', 4), (b'A', 2), (b'*', 2)])
        || has_shape(value, &[(b'*', 4), (b'A', 2), (b'*', 5)]);
    if !fits {
        return None;
    }
    let known = crate::facts::countries::named(value.get(4..6)?).is_some();
    Some(match known {
        true => Validity::FormOnly,
        false => Validity::BadCheckDigit,
    })
}

/// ISIN (ISO 6166): Luhn's formula over the digits of all characters.
pub(super) fn isin(value: &str) -> Option<Validity> {
    if !has_shape(value, &[(b'A', 2), (b'*', 9), (b'9', 1)]) {
        return None;
    }
    let mut numbers = Vec::with_capacity(24);
    for number in value.bytes().filter_map(alphanumeric) {
        if number > 9 {
            numbers.push(number / 10);
        }
        numbers.push(number % 10);
    }
    checked(luhn(&numbers))
}

/// IBAN (ISO 13616-1): the first four characters moved to the end, MOD 97-10.
pub(super) fn iban(value: &str) -> Option<Validity> {
    let rest = value.len().checked_sub(4)?;
    if !(11..=30).contains(&rest) || !has_shape(value, &[(b'A', 2), (b'9', 2), (b'*', rest)]) {
        return None;
    }
    let (head, tail) = value.split_at_checked(4)?;
    checked(mod_97(tail.bytes().chain(head.bytes()))? == 1)
}

/// MMSI (ITU-R M.585): nine digits; a ship's begins with its country's digits.
pub(super) fn mmsi(value: &str) -> Option<Validity> {
    digits::<9>(value)?;
    let ship = matches!(value.as_bytes().first(), Some(b'2'..=b'7'));
    Some(match !ship || mmsi_country(value).is_some() {
        true => Validity::FormOnly,
        false => Validity::BadCheckDigit,
    })
}

/// The flag that an MMSI stands for, by the maritime identification digits of
/// ITU's table, as far as flags of merchant ships go.
pub(crate) fn mmsi_country(value: &str) -> Option<Country> {
    let d = digits::<9>(value)?;
    let mid = match (d[0], d[1]) {
        (2..=7, _) => d[0] * 100 + d[1] * 10 + d[2],
        // groups of ships (0MID) and coast stations (00MID)
        (0, 1..) => d[1] * 100 + d[2] * 10 + d[3],
        (0, 0) => d[2] * 100 + d[3] * 10 + d[4],
        _ => return None,
    };
    let at = MIDS.partition_point(|(from, _, _)| *from <= mid);
    let (_, to, code) = MIDS.get(at.checked_sub(1)?)?;
    (mid <= *to).then(|| code.parse().ok())?
}

/// First and last digits, country (ITU, table of maritime identification digits).
const MIDS: &[(u32, u32, &str)] = &[
    (201, 201, "AL"),
    (202, 202, "AD"),
    (203, 203, "AT"),
    (204, 204, "PT"),
    (205, 205, "BE"),
    (206, 206, "BY"),
    (207, 207, "BG"),
    (208, 208, "VA"),
    (209, 210, "CY"),
    (211, 211, "DE"),
    (212, 212, "CY"),
    (213, 213, "GE"),
    (214, 214, "MD"),
    (215, 215, "MT"),
    (216, 216, "AM"),
    (218, 218, "DE"),
    (219, 220, "DK"),
    (224, 225, "ES"),
    (226, 228, "FR"),
    (229, 229, "MT"),
    (230, 230, "FI"),
    (231, 231, "FO"),
    (232, 235, "GB"),
    (236, 236, "GI"),
    (237, 237, "GR"),
    (238, 238, "HR"),
    (239, 241, "GR"),
    (242, 242, "MA"),
    (243, 243, "HU"),
    (244, 246, "NL"),
    (247, 247, "IT"),
    (248, 249, "MT"),
    (250, 250, "IE"),
    (251, 251, "IS"),
    (252, 252, "LI"),
    (253, 253, "LU"),
    (254, 254, "MC"),
    (255, 255, "PT"),
    (256, 256, "MT"),
    (257, 259, "NO"),
    (261, 261, "PL"),
    (262, 262, "ME"),
    (263, 263, "PT"),
    (264, 264, "RO"),
    (265, 266, "SE"),
    (267, 267, "SK"),
    (268, 268, "SM"),
    (269, 269, "CH"),
    (270, 270, "CZ"),
    (271, 271, "TR"),
    (272, 272, "UA"),
    (273, 273, "RU"),
    (274, 274, "MK"),
    (275, 275, "LV"),
    (276, 276, "EE"),
    (277, 277, "LT"),
    (278, 278, "SI"),
    (279, 279, "RS"),
    (301, 301, "AI"),
    (303, 303, "US"),
    (304, 305, "AG"),
    (306, 306, "CW"),
    (307, 307, "AW"),
    (308, 309, "BS"),
    (310, 310, "BM"),
    (311, 311, "BS"),
    (312, 312, "BZ"),
    (314, 314, "BB"),
    (316, 316, "CA"),
    (319, 319, "KY"),
    (321, 321, "CR"),
    (323, 323, "CU"),
    (325, 325, "DM"),
    (327, 327, "DO"),
    (329, 329, "GP"),
    (330, 330, "GD"),
    (331, 331, "GL"),
    (332, 332, "GT"),
    (334, 334, "HN"),
    (336, 336, "HT"),
    (338, 338, "US"),
    (339, 339, "JM"),
    (341, 341, "KN"),
    (343, 343, "LC"),
    (345, 345, "MX"),
    (347, 347, "MQ"),
    (348, 348, "MS"),
    (350, 350, "NI"),
    (351, 357, "PA"),
    (358, 358, "PR"),
    (359, 359, "SV"),
    (361, 361, "PM"),
    (362, 362, "TT"),
    (364, 364, "TC"),
    (366, 369, "US"),
    (370, 374, "PA"),
    (375, 377, "VC"),
    (378, 378, "VG"),
    (379, 379, "VI"),
    (401, 401, "AF"),
    (403, 403, "SA"),
    (405, 405, "BD"),
    (408, 408, "BH"),
    (410, 410, "BT"),
    (412, 414, "CN"),
    (416, 416, "TW"),
    (417, 417, "LK"),
    (419, 419, "IN"),
    (422, 422, "IR"),
    (423, 423, "AZ"),
    (425, 425, "IQ"),
    (428, 428, "IL"),
    (431, 432, "JP"),
    (434, 434, "TM"),
    (436, 436, "KZ"),
    (437, 437, "UZ"),
    (438, 438, "JO"),
    (440, 441, "KR"),
    (443, 443, "PS"),
    (445, 445, "KP"),
    (447, 447, "KW"),
    (450, 450, "LB"),
    (451, 451, "KG"),
    (453, 453, "MO"),
    (455, 455, "MV"),
    (457, 457, "MN"),
    (459, 459, "NP"),
    (461, 461, "OM"),
    (463, 463, "PK"),
    (466, 466, "QA"),
    (468, 468, "SY"),
    (470, 471, "AE"),
    (472, 472, "TJ"),
    (473, 475, "YE"),
    (477, 477, "HK"),
    (478, 478, "BA"),
    (501, 501, "TF"),
    (503, 503, "AU"),
    (506, 506, "MM"),
    (508, 508, "BN"),
    (510, 510, "FM"),
    (511, 511, "PW"),
    (512, 512, "NZ"),
    (514, 515, "KH"),
    (516, 516, "CX"),
    (518, 518, "CK"),
    (520, 520, "FJ"),
    (523, 523, "CC"),
    (525, 525, "ID"),
    (529, 529, "KI"),
    (531, 531, "LA"),
    (533, 533, "MY"),
    (536, 536, "MP"),
    (538, 538, "MH"),
    (540, 540, "NC"),
    (542, 542, "NU"),
    (544, 544, "NR"),
    (546, 546, "PF"),
    (548, 548, "PH"),
    (550, 550, "TL"),
    (553, 553, "PG"),
    (555, 555, "PN"),
    (557, 557, "SB"),
    (559, 559, "AS"),
    (561, 561, "WS"),
    (563, 566, "SG"),
    (567, 567, "TH"),
    (570, 570, "TO"),
    (572, 572, "TV"),
    (574, 574, "VN"),
    (576, 577, "VU"),
    (578, 578, "WF"),
    (601, 601, "ZA"),
    (603, 603, "AO"),
    (605, 605, "DZ"),
    (607, 607, "TF"),
    (608, 608, "SH"),
    (609, 609, "BI"),
    (610, 610, "BJ"),
    (611, 611, "BW"),
    (612, 612, "CF"),
    (613, 613, "CM"),
    (615, 615, "CG"),
    (616, 616, "KM"),
    (617, 617, "CV"),
    (618, 618, "TF"),
    (619, 619, "CI"),
    (620, 620, "KM"),
    (621, 621, "DJ"),
    (622, 622, "EG"),
    (624, 624, "ET"),
    (625, 625, "ER"),
    (626, 626, "GA"),
    (627, 627, "GH"),
    (629, 629, "GM"),
    (630, 630, "GW"),
    (631, 631, "GQ"),
    (632, 632, "GN"),
    (633, 633, "BF"),
    (634, 634, "KE"),
    (635, 635, "TF"),
    (636, 637, "LR"),
    (638, 638, "SS"),
    (642, 642, "LY"),
    (644, 644, "LS"),
    (645, 645, "MU"),
    (647, 647, "MG"),
    (649, 649, "ML"),
    (650, 650, "MZ"),
    (654, 654, "MR"),
    (655, 655, "MW"),
    (656, 656, "NE"),
    (657, 657, "NG"),
    (659, 659, "NA"),
    (660, 660, "RE"),
    (661, 661, "RW"),
    (662, 662, "SD"),
    (663, 663, "SN"),
    (664, 664, "SC"),
    (665, 665, "SH"),
    (666, 666, "SO"),
    (667, 667, "SL"),
    (668, 668, "ST"),
    (669, 669, "SZ"),
    (670, 670, "TD"),
    (671, 671, "TG"),
    (672, 672, "TN"),
    (674, 674, "TZ"),
    (675, 675, "UG"),
    (676, 676, "CD"),
    (677, 677, "TZ"),
    (678, 678, "ZM"),
    (679, 679, "ZW"),
    (701, 701, "AR"),
    (710, 710, "BR"),
    (720, 720, "BO"),
    (725, 725, "CL"),
    (730, 730, "CO"),
    (735, 735, "EC"),
    (740, 740, "FK"),
    (745, 745, "GF"),
    (750, 750, "GY"),
    (755, 755, "PY"),
    (760, 760, "PE"),
    (765, 765, "SR"),
    (770, 770, "UY"),
    (775, 775, "VE"),
];
