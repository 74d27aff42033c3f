//! What is known of the made case beside its files: its datasets, who is who
//! before anybody judged, names in Latin letters, pairs that were compared.

use fyke_model::dataset::Handling;

/// A dataset: id, title, kind, licence, label.
pub(super) const DATASETS: &[(&str, &str, &str, Option<&str>, Handling)] = &[
    (
        "made-customs",
        "made customs declarations",
        "consignments",
        Some("CC0-1.0"),
        Handling::Open,
    ),
    (
        "made-list",
        "made embargo list",
        "list",
        Some("CC0-1.0"),
        Handling::Open,
    ),
    (
        "made-register",
        "made company register",
        "register",
        Some("made terms of use"),
        Handling::Licensed,
    ),
    (
        "made-owners",
        "made owners and directors",
        "register",
        Some("CC0-1.0"),
        Handling::Open,
    ),
    (
        "made-told",
        "what a source told",
        "notes",
        None,
        Handling::SourceCompartment,
    ),
    (
        "made-tip",
        "what somebody saw",
        "notes",
        None,
        Handling::SourceCompartment,
    ),
];

/// Who is who before anybody judged: an entity and the records that mean it.
pub(super) const ENTITIES: &[(&str, &[&str])] = &[
    (
        "ent-alfa",
        &["made-register:HRB 1041", "made-customs:Alfa Halbleiter GmbH DE"],
    ),
    ("ent-alfa-2", &["made-customs:ALFA HALBLEITER GMBH. DE"]),
    (
        "ent-kingfisher",
        &["made-register:HK-30119", "made-customs:翠鸟电子有限公司 HK"],
    ),
    (
        "ent-dogu",
        &[
            "made-register:TR-88231",
            "made-customs:Doğu Yıldız Dış Ticaret A.Ş. TR",
        ],
    ),
    (
        "ent-nur",
        &[
            "made-list:L-12",
            "made-register:DED-7751",
            "made-customs:شركة النور للتجارة العامة AE",
        ],
    ),
    (
        "ent-alatoo",
        &["made-register:KG-5510", "made-customs:ОсОО «Ала-Тоо Трейд» KG"],
    ),
    (
        "ent-vostok",
        &[
            "made-list:L-7",
            "made-register:1027700001",
            "made-customs:ООО «Восток Микро» RU",
        ],
    ),
    ("ent-vostok-2", &["made-customs:Vostok Mikro RU"]),
    (
        "ent-sever",
        &[
            "made-list:L-8",
            "made-register:1029100002",
            "made-customs:АО «Северный вектор» RU",
        ],
    ),
    ("ent-sidorov", &["made-list:L-9", "made-register:P-1"]),
    ("ent-sidorov-2", &["made-register:P-2"]),
    ("ent-meridian", &["made-register:HE 4420"]),
    ("ent-wind", &["made-list:L-10", "made-register:IMO 9000001"]),
    (
        "ent-tulip",
        &["made-register:KvK 6101", "made-customs:Tulip Flowers B.V. NL"],
    ),
    (
        "ent-blooms",
        &[
            "made-register:TR-10021",
            "made-customs:Bosphorus Blooms Ltd. Şti. TR",
        ],
    ),
    (
        "ent-hostile",
        &[
            "made-register:HRB 6666",
            "made-customs:<script>alert(1)</script> & Söhne DE",
        ],
    ),
    ("ent-turned", &["made-customs:Alfa \u{202e}HbmG retielblaH DE"]),
    ("made-alfa", &["made-customs:Alfa GmbH DE"]),
    ("made-beta", &["made-customs:Beta Ticaret A.Ş. TR"]),
    ("made-gama", &["made-customs:ООО «Гама» RU"]),
    ("made-delta", &["made-customs:Delta Elektronik AG DE"]),
    ("made-alatoo", &["made-customs:Ala-Too Trade KG"]),
    ("made-nile", &["made-customs:Nile Parts Ltd EG"]),
    ("made-delta-trade", &["made-customs:شركة الدلتا للتجارة AE"]),
    ("made-zagros", &["made-customs:Zagros Ind. IR"]),
    ("made-epsilon", &["made-customs:Epsilon SpA IT"]),
    ("made-zeta", &["made-customs:<b>Zeta</b> & \"Sons\" LLP KZ"]),
    ("made-delta-ru", &["made-customs:АО «Дельта» RU"]),
    ("made-eta", &["made-customs:Eta Shipping MT"]),
    ("made-zvezda", &["made-customs:Северная звезда PA"]),
    ("made-theta", &["made-customs:Theta 贸易有限公司 CN"]),
    ("made-iota", &["made-customs:Iota LLC AM"]),
];

/// Names in Latin letters.
pub(super) const LATIN: &[(&str, &str)] = &[
    ("翠鸟电子有限公司", "Cuiniao Dianzi Youxian Gongsi"),
    ("شركة النور للتجارة العامة", "Sharikat al-Nur lil-Tijara al-Amma"),
    ("ОсОО «Ала-Тоо Трейд»", "OsOO Ala-Too Treid"),
    ("ООО «Восток Микро»", "OOO Vostok Mikro"),
    ("АО «Северный вектор»", "AO Severny Vektor"),
    ("Сидоров Иван Петрович", "Sidorov Ivan Petrovich"),
    ("Северный ветер", "Severny Veter"),
    ("ООО «Гама»", "OOO Gama"),
    ("АО «Дельта»", "AO Delta"),
    ("Северная звезда", "Severnaia Zvezda"),
    ("شركة الدلتا للتجارة", "Sharikat al-Dilta lil-Tijara"),
    ("Theta 贸易有限公司", "Theta Maoyi Youxian Gongsi"),
];

/// Left, right, how likely they are one, what speaks for and against.
pub(super) type Told = (&'static str, &'static str, f64, &'static [(&'static str, f64)]);
pub(super) const PAIRS: &[Told] = &[
    (
        "made-list:L-7",
        "made-register:1027700001",
        0.97,
        &[
            ("the same name in the same letters", 3.1),
            ("the same street and house", 1.4),
            ("founded a year apart", -0.9),
        ],
    ),
    (
        "made-register:1027700001",
        "made-customs:ООО «Восток Микро» RU",
        0.98,
        &[
            ("the same name in the same letters", 3.1),
            ("the same country", 0.6),
        ],
    ),
    (
        "made-register:1027700001",
        "made-customs:Vostok Mikro RU",
        0.58,
        &[
            ("the same name in other letters", 1.7),
            ("the same country", 0.6),
            ("no legal form on one side", -0.7),
            ("imports from other suppliers", -1.2),
        ],
    ),
    (
        "made-list:L-9",
        "made-register:P-2",
        0.46,
        &[
            ("family name and given name agree", 1.6),
            ("no patronymic on one side", -0.4),
            ("day and month of birth the other way round", 0.2),
            ("another country", -1.4),
        ],
    ),
    (
        "made-list:L-9",
        "made-register:P-1",
        0.96,
        &[
            ("all three names agree", 3.4),
            ("day and month of birth the other way round", 0.2),
        ],
    ),
    (
        "made-register:HRB 1041",
        "made-customs:ALFA HALBLEITER GMBH. DE",
        0.81,
        &[
            ("the same name in capitals", 2.2),
            ("the same country", 0.6),
            ("ships to other consignees", -1.1),
        ],
    ),
    (
        "made-register:HRB 1041",
        "made-customs:Alfa \u{202e}HbmG retielblaH DE",
        0.31,
        &[
            ("one word agrees", 0.5),
            ("a mark that turns the writing round", -1.1),
        ],
    ),
    (
        "made-list:L-12",
        "made-register:DED-7751",
        0.95,
        &[("the same name in the same letters", 3.1), ("the same year", 0.5)],
    ),
    (
        "made-list:L-8",
        "made-register:1029100002",
        0.96,
        &[("the same name in the same letters", 3.1), ("the same town", 0.5)],
    ),
];
