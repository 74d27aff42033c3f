//! The words that the rules know: what a word does in a sentence, which verbs say
//! which relation, what goods, plants, forces and offices are called.
//!
//! Own lists of general English; no name of anybody stands here. A word that is
//! in no list is taken as part of a name or of what goods are called.

use fyke_model::text::SupplyRelation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a word does in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    /// A noun, an adjective, a name.
    Word,
    Det,
    Prep,
    Of,
    To,
    And,
    Comma,
    /// Marks that end a clause.
    Stop,
    /// which, that, who, whose, where.
    Rel,
    Pron,
    Be,
    Have,
    Do,
    Modal,
    Not,
    Adv,
    /// A verb in the present or its base form.
    Verb,
    /// A past form or participle.
    Past,
    /// An -ing form.
    Ing,
    Open,
    Close,
    Quote,
    /// including, namely, such as.
    Including,
}

/// How surely a verb says its relation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Surety {
    /// Whatever its object is, if it can be goods.
    Strong,
    /// Only with goods that the lists know.
    Weak,
}

/// A verb that says a relation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Cue {
    pub(super) relation: SupplyRelation,
    pub(super) surety: Surety,
}

/// What is known of a word: its tag, and what it says if it is a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub(super) tag: Tag,
    pub(super) cue: Option<Cue>,
}

const CLOSED: &[(Tag, &str)] = &[
    (
        Tag::Det,
        "a an the this these those its his her their our your my each every some any all both several various many other another such whose",
    ),
    (
        Tag::Prep,
        "in on at by for from with within under into onto over through throughout via against between among during since until after before about towards toward upon without across per despite regarding concerning alongside inside outside around near than as while if because when although though whereas unless once",
    ),
    (Tag::Of, "of"),
    (Tag::To, "to"),
    (Tag::And, "and or nor but"),
    (Tag::Rel, "which that who whom where whereby"),
    (
        Tag::Pron,
        "it he she they we i you him them us himself herself itself themselves one",
    ),
    (Tag::Be, "is are was were be been being am"),
    (Tag::Have, "has have had having"),
    (Tag::Do, "do does did"),
    (
        Tag::Modal,
        "will would can could may might shall should must cannot",
    ),
    (Tag::Not, "not never neither"),
    (
        Tag::Adv,
        "also currently directly indirectly jointly mainly primarily actively previously formerly now still regularly reportedly allegedly therefore thus hence then further moreover even only exclusively illegally legally secretly partially fully wholly effectively ultimately repeatedly publicly openly personally independently successfully continuously constantly usually often sometimes largely mostly notably simultaneously already there here too together respectively subsequently additionally specifically significantly presently recently afterwards afterward later",
    ),
    (Tag::Including, "including namely"),
    // nouns that look like forms of verbs
    (
        Tag::Word,
        "holding building shipping financing funding training works means needs activities meeting offering listing lead leads open close mark marks place places cause result results fire",
    ),
];

use SupplyRelation::{Funds, Heads, Makes, Operates, Owns, Procures, Services, Supplies, Transports};

/// Verbs by their base form.
const CUES: &[(SupplyRelation, Surety, &str)] = &[
    (Supplies, Surety::Strong, "supply"),
    (
        Supplies,
        Surety::Weak,
        "provide deliver export sell ship transfer offer distribute re-export reexport donate send",
    ),
    (Makes, Surety::Strong, "manufacture produce assemble"),
    (
        Makes,
        Surety::Weak,
        "develop design build create construct invent",
    ),
    (
        Services,
        Surety::Weak,
        "repair overhaul modernise modernize upgrade maintain refurbish",
    ),
    (Procures, Surety::Strong, "procure"),
    (Procures, Surety::Weak, "purchase buy import acquire obtain"),
    (Transports, Surety::Weak, "transport"),
    (Operates, Surety::Weak, "operate run"),
    (Owns, Surety::Weak, "own co-own control"),
    (Funds, Surety::Weak, "finance fund"),
    (Heads, Surety::Weak, "head lead direct chair command"),
];

/// Past forms that no rule makes.
const PAST: &[(&str, &str)] = &[
    ("sell", "sold"),
    ("build", "built"),
    ("buy", "bought"),
    ("lead", "led"),
    ("send", "sent"),
    ("run", "ran"),
    ("take", "taken took"),
    ("hold", "held"),
    ("make", "made"),
    ("give", "given gave"),
    ("begin", "began begun"),
    ("become", "became"),
    ("say", "said"),
    ("find", "found"),
    ("know", "known knew"),
    ("get", "got"),
    ("win", "won"),
    ("keep", "kept"),
    ("bring", "brought"),
    ("lie", "lay"),
    ("write", "wrote written"),
    ("speak", "spoke spoken"),
    ("go", "went gone"),
    ("come", "came"),
    ("meet", "met"),
    ("pay", "paid"),
    ("oversee", "oversaw overseen"),
    ("undergo", "underwent"),
    ("show", "shown showed"),
    ("bear", "bore"),
    ("undertake", "undertook undertaken"),
];

/// Other verbs: they say no relation, but a phrase ends before them.
const VERBS: &str = "participate attend support conduct act serve hold take give use make play help cooperate implement include receive become remain say state publish represent belong specialise specialize engage involve focus collaborate oversee threaten undermine contribute benefit facilitate allow enable kill arrest work organise organize promote carry spread criticise justify legitimise ensure enter sign win award know call list base locate establish found register subordinate appoint associate affiliate link describe consider bring keep begin continue cooperate ensure require set perform declare announce claim deny consist comprise combine unite carry fulfil fulfill bear pay grant elect meet seek appear visit intend plan aim attempt try help refuse accuse suspect sentence enrich launch join create coordinate manage supervise administer rent lease employ recruit train deploy fire equip install integrate mount integrate mark place store test study investigate research advertise need want allow deal process monitor circumvent evade violate breach support provide open close close announce exert hide cover undergo seize confiscate expropriate subject mention lack engage practise practice go come show find get prohibit undertake oblige obligate cause result relate refer depend rely";

/// What goods are called, singular; plurals follow.
const GOODS: &str = "equipment component part missile weapon weaponry ammunition munition bomb shell mine torpedo rocket projectile grenade cartridge explosive detonator fuse fuze propellant charge warhead gun cannon rifle pistol howitzer mortar artillery launcher firearm arm tank vehicle truck car chassis aircraft airplane plane helicopter rotorcraft drone uav uas fpv quadcopter glider satellite vessel ship submarine boat warship corvette frigate tanker engine motor turbine gearbox transmission pump valve bearing gear battery accumulator cell generator alternator transformer relay switch connector cable wire plug socket antenna radar radio transmitter receiver transceiver modem altimeter gyroscope gyrostabiliser gyrostabilizer accelerometer sensor detector camera optic lens sight scope laser seeker actuator servo drive processor microprocessor microcontroller microchip chip semiconductor microelectronic electronic circuit microcircuit transistor diode capacitor resistor inverter converter amplifier oscillator resonator filter choke coil board module unit assembly subassembly block system complex apparatus device instrument tool machine lathe mill drill cutter countersink reamer machinery hardware software computer server fpga fastener bolt casing housing case container body hull wing fuselage parachute armour armor helmet vest uniform clothing tyre tire wheel fuel oil petroleum gas lng crude diesel kerosene gasoline coal electricity energy chemical acid perchlorate nitrate cellulose nitrocellulose styrene glycol powder alumina aluminium aluminum steel titanium tungsten metal alloy copper nickel forging casting pipe tube sheet plate profile fibre fiber carbon composite polymer plastic rubber resin adhesive glass ceramic material raw goods product commodity item article technology part spare kit robot simulator trainer target decoy jammer buoy centrifuge reactor uranium isotope furnace press crane loader tractor trailer locomotive railcar wagon rail thermal imager night-vision goggle binocular telescope equipment ecb ecu pcb hull rotor blade propeller nozzle igniter squib pyrotechnic smoke cylinder tank bridge pontoon shelter tent ration drug medicine food grain timber potash fertiliser fertilizer gold diamond jewellery microscope spectrometer workstation phone telephone smartphone handset headset line winding spring seal gasket fitting hose compressor refrigerator cooler heater fan stand bench rig platform spacecraft booster stage charge stabiliser stabilizer gimbal autopilot navigation avionics electronics optics mechatronics hydraulics pneumatics optoelectronics pyrotechnics explosives ordnance armaments armament materiel submunition rotorcraft aircraft spacecraft watercraft hovercraft craft";

/// What is handed over and is no goods.
const NO_GOODS: &str = "service support assistance information training funding fund finance money revenue income land personnel child person people policy propaganda content film movie documentary video documentary programme program project plan strategy accommodation advice opportunity security cover evidence statement interest activity work measure condition access care aid legitimacy loan credit tax payment capability capacity leadership education lesson course event concert music song news narrative disinformation fake report article book document data intelligence guidance consultation protection space premise estate building house housing housing facility infrastructure road network share stake power authority control asset right soldier fighter mercenary combatant troop prisoner detainee refugee deportee animal idea concept theory result effect benefit relation cooperation link contact website channel broadcast show game sport team player environment culture identity youth movement party organisation organization company firm subsidiary branch office centre center school university list law order decision rule regime sanction violence attack war life death medal award message letter proposal request solution expertise knowledge skill experience instruction platform speech role function task mechanism scheme investment contract agreement deal tender order cyberattack malware image photo picture advertising advertisement script episode";

/// Places where things are made or run.
const PLANTS: &str = "plant factory facility works shipyard yard mill refinery workshop mine port airport airfield terminal pipeline tanker vessel ship fleet rig site range base laboratory lab launcher reactor enterprise warehouse depot aircraft airline bank casino network shop hotel foundry smelter";

/// Those who use weapons.
const FORCES: &str = "force forces military army armies navy fleet troop troops militia militias guard unit units soldier soldiers battalion brigade regiment corps police servicemen combatants irgc rebels rebel fighters houthis separatists groups group air armed tatmadaw";

/// Heads of what a party is called: with or without a name.
const PARTIES: &str = "company firm enterprise plant factory holding group concern corporation organisation organization bureau institute foundation bank agency ministry department directorate service centre center office association union university academy entity subsidiary conglomerate business bureau consortium fund committee council command forces force army navy guard unit battalion brigade regiment division movement party network station channel club museum school college team workshop operator supplier manufacturer producer trader trust society league militia gang cooperative society outlet newspaper website portal shareholder investor complex jsc llc ltd pjsc oao ooo zao inc gmbh corp laboratory hospital prison colony court police squad ngo charity hub holdings firms companies enterprises entities organisations organizations groups websites vessels vessel tanker airline airport port media outlets brand brands subsidiaries factories refinery directorate administration staff headquarters secretariat project";

/// States and their territories: no party that a company has as a parent.
const TERRITORIES: &str = "republic region oblast krai district city province territory territories state country town village area municipality county federation government parliament duma assembly senate regime people delegation embassy";

/// Countries of one word: what a politician heads.
const COUNTRIES: &str = "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium benin bolivia bosnia botswana brazil bulgaria burkina burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark djibouti dprk drc ecuador egypt england eritrea estonia ethiopia fiji finland france gabon gambia georgia germany ghana greece guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mexico moldova mongolia montenegro morocco mozambique myanmar burma namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo transnistria tunisia turkey türkiye turkmenistan uae uganda uk ukraine uruguay us usa uzbekistan venezuela vietnam wales yemen zambia zimbabwe crimea donbas donbass";

/// Industries and other things that hold nobody.
const NO_PARTY: &str = "industry sector system process programme program project effort campaign plan strategy policy war aggression operation cooperation agreement scheme life culture history response deal team decision investigation investigations fight tour preparation work activities mission framework contract coup wave group's world reform mechanism list strategy media";

/// Offices that head something.
const OFFICES: &str = "director head president chairman chairwoman chairperson chair chief ceo leader commander manager rector vice-president vice-chairman vice-chair vice-chairperson vice-rector chancellor founder principal";

fn set(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Sets of words, built once.
pub(super) struct Lists {
    pub(super) goods: FxHashSet<&'static str>,
    pub(super) no_goods: FxHashSet<&'static str>,
    pub(super) plants: FxHashSet<&'static str>,
    pub(super) forces: FxHashSet<&'static str>,
    pub(super) parties: FxHashSet<&'static str>,
    pub(super) territories: FxHashSet<&'static str>,
    pub(super) no_party: FxHashSet<&'static str>,
    pub(super) offices: FxHashSet<&'static str>,
    pub(super) countries: FxHashSet<&'static str>,
    known: FxHashMap<String, Known>,
}

/// The lists.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    goods: set(GOODS),
    no_goods: set(NO_GOODS),
    plants: set(PLANTS),
    forces: set(FORCES),
    parties: set(PARTIES),
    territories: set(TERRITORIES),
    no_party: set(NO_PARTY),
    offices: set(OFFICES),
    countries: set(COUNTRIES),
    known: known(),
});

fn known() -> FxHashMap<String, Known> {
    let mut map = FxHashMap::default();
    for verb in VERBS.split_whitespace() {
        forms(&mut map, verb, None);
    }
    for &(relation, surety, verbs) in CUES {
        for verb in verbs.split_whitespace() {
            forms(&mut map, verb, Some(Cue { relation, surety }));
        }
    }
    for &(tag, words) in CLOSED {
        for word in words.split_whitespace() {
            map.insert(word.to_owned(), Known { tag, cue: None });
        }
    }
    map
}

/// The forms of a verb: base, third person, past, -ing.
fn forms(map: &mut FxHashMap<String, Known>, verb: &str, cue: Option<Cue>) {
    let mut add = |form: String, tag: Tag| {
        map.insert(form, Known { tag, cue });
    };
    let bytes = verb.as_bytes();
    let last = bytes.last().copied().unwrap_or(b' ');
    let before = bytes.iter().rev().nth(1).copied().unwrap_or(b' ');
    let vowel = |c: u8| b"aeiou".contains(&c);
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    add(verb.to_owned(), Tag::Verb);
    if last == b'y' && !vowel(before) {
        let stem = &verb[..verb.len() - 1];
        add(format!("{stem}ies"), Tag::Verb);
        add(format!("{stem}ied"), Tag::Past);
        add(format!("{verb}ing"), Tag::Ing);
    } else {
        let hissing =
            verb.ends_with("sh") || verb.ends_with("ch") || verb.ends_with('s') || verb.ends_with('x');
        add(
            format!("{verb}{}", if hissing || last == b'o' { "es" } else { "s" }),
            Tag::Verb,
        );
        add(format!("{stem}ed"), Tag::Past);
        add(format!("{stem}ing"), Tag::Ing);
        if matches!(last, b'p' | b'l' | b't' | b'n' | b'r') && vowel(before) {
            add(format!("{verb}{}ed", last as char), Tag::Past);
            add(format!("{verb}{}ing", last as char), Tag::Ing);
        }
    }
    if verb == "lie" {
        add("lying".to_owned(), Tag::Ing);
    }
    if let Some((_, past)) = PAST.iter().find(|(of, _)| *of == verb) {
        for form in past.split_whitespace() {
            add(form.to_owned(), Tag::Past);
        }
    }
}

impl Lists {
    /// What is known of a word in lower case.
    pub(super) fn known(&self, lower: &str) -> Option<Known> {
        self.known.get(lower).copied()
    }
}

/// Whether a word or its singular is in a set.
pub(super) fn holds(set: &FxHashSet<&'static str>, lower: &str) -> bool {
    set.contains(lower)
        || lower.strip_suffix('s').is_some_and(|one| {
            set.contains(one)
                || one.strip_suffix('e').is_some_and(|one| set.contains(one))
                || one
                    .strip_suffix("ie")
                    .is_some_and(|stem| set.contains(format!("{stem}y").as_str()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_in_their_forms() {
        let relation = |word: &str| {
            LISTS
                .known(word)
                .and_then(|known| known.cue)
                .map(|cue| cue.relation)
        };
        for word in [
            "supplies",
            "supplied",
            "supplying",
            "shipped",
            "sold",
            "exporting",
        ] {
            assert_eq!(relation(word), Some(Supplies), "{word}");
        }
        assert_eq!(relation("manufactured"), Some(Makes));
        assert_eq!(relation("controlled"), Some(Owns));
        assert_eq!(relation("table"), None);
    }

    #[test]
    fn plurals_are_of_the_list() {
        for word in ["missiles", "batteries", "switches", "drone"] {
            assert!(holds(&LISTS.goods, word), "{word}");
        }
        assert!(!holds(&LISTS.goods, "ideas"));
    }
}
