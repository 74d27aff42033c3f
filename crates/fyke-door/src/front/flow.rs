//! Which page answers which request.
//!
//! A source's way: choose who reads; take a codename; type it back; write; keep the
//! receipt words. Or: come back with the codename, read, write again. Each step's form
//! carries all that the next one needs, and nothing is remembered here between two.

use super::control::Memory;
use super::form::Form;
use super::http::{Answer, Connection, Head, Method};
use super::multipart::Multipart;
use super::pages::{self, BODY_MAX, Kept};
use super::passing;
use super::public::{self, Public};
use super::refusal::Refusal;
use super::send::{Sending, TEXT_MAX};
use super::session::Session;
use super::store::Store;
use super::token::{self, Kind as TokenKind};
use super::words::{LANGUAGES, Words};
use crate::book::{BODIES_AT, BODY, Book, Reply, TAGS_AT, seek};
use crate::codename::{Codename, Conversation};
use crate::content::Kind;
use crate::day::Day;
use crate::envelope::Bucket;
use crate::keys::{Draw, KeySet};
use crate::secret::Hidden;
use crate::sheet::{Receipt, Sheet};
use sha2::{Digest, Sha256};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

/// A small form: a token, a codename and a name, percent-encoded.
const FORM_MAX: usize = 8 * 1024;
const FIELD_MAX: usize = 1024;

/// The line to a source.
type Line = Connection<UnixStream>;

/// What a worker has besides its connection.
pub struct Desk<'a> {
    /// what everybody may read
    pub public: &'a Public,
    /// today
    pub day: Day,
    /// half hours since the front's start
    pub half_hour: u32,
    /// what was kept already
    pub memory: &'a Memory<OwnedFd>,
}

/// A refusal, and what of the same form was kept before it.
struct Stop(Refusal, Vec<Kept>);

impl<E: Into<Refusal>> From<E> for Stop {
    fn from(error: E) -> Stop {
        Stop(error.into(), Vec::new())
    }
}

impl Desk<'_> {
    /// Reads a request, answers it, and gives the line back.
    pub fn serve(&self, mut from: Line, store: &mut Store) -> UnixStream {
        let head = match from.head() {
            Ok(head) => head,
            Err(why) => return from.answer(false, &refusal(None, &Stop::from(why))),
        };
        let words = language(&head.path).map(|(words, _)| words);
        let answer = self.answer(&head, &mut from, store);
        let answer = answer.unwrap_or_else(|stop| refusal(words, &stop));
        from.answer(head.method == Method::Head, &answer)
    }

    fn answer(&self, head: &Head, from: &mut Line, store: &mut Store) -> Result<Answer, Stop> {
        let own = &self.public.boot.address;
        if !own.is_empty() && head.host != *own {
            return Err(Refusal::Way.into());
        }
        let posted = head.method == Method::Post;
        if posted && from.left() > BODY_MAX {
            return Err(Refusal::Large.into());
        }
        if posted && head.expects {
            from.go_on()?;
        }
        let Some((words, rest)) = language(&head.path) else {
            return Ok(self.file(&head.path)?);
        };
        let html = match (posted, rest) {
            (false, "") => self.start(words),
            (false, "to") => self.recipients(words, store)?,
            (true, "new") => self.new_codename(words, &form(from)?)?,
            (true, "write") => self.typed_back(words, &form(from)?)?,
            (true, "send") => self.send(words, head, from, store)?,
            (false, "back") => pages::back(words, None),
            (true, "back") => self.come_back(words, &form(from)?)?,
            (true, "read") => self.have_read(words, &form(from)?, store)?,
            (false, "sealed") => self.sealed(words, None),
            (true, "sealed") => self.take_sealed(words, head, from, store)?,
            (false, "sheets") => pages::sheets(words, &self.public.sheets(), None),
            (true, "sheets") => self.find_receipt(words, &form(from)?)?,
            (false, "keys") => self.keys_page(words)?,
            (false, other) => self.sheet_page(words, other)?,
            _ => return Err(Refusal::Missing.into()),
        };
        Ok(Answer::page("200 OK", html))
    }

    /// What is no page: the style, and files to take away.
    fn file(&self, path: &str) -> Result<Answer, Refusal> {
        let (save_as, name) = match path {
            "/style.css" => return Ok(Answer::style(super::STYLE)),
            "/seal.html" => return Ok(Answer::file("seal.html", super::SEAL_PAGE.into())),
            "/keyset" => ("keyset", public::KEY_SET.to_owned()),
            "/book" => ("book", public::BOOK.to_owned()),
            _ => {
                let serial = path.strip_prefix("/sheet/").and_then(|text| text.parse().ok());
                ("sheet", public::sheet(serial.ok_or(Refusal::Missing)?))
            }
        };
        let bytes = self.public.bytes(&name).ok_or(Refusal::Missing)?;
        Ok(Answer::file(save_as, bytes))
    }

    fn keys(&self) -> Result<KeySet, Refusal> {
        let bytes = self.public.bytes(public::KEY_SET).ok_or(Refusal::Stale)?;
        KeySet::read(&bytes, self.public.boot.door, self.day).map_err(|_| Refusal::Stale)
    }

    fn start(&self, words: Words) -> String {
        let address = &self.public.boot.address;
        let mut hash = Sha256::new_with_prefix(b"fyke address v1");
        hash.update(self.public.boot.door.0);
        hash.update(address.as_bytes());
        pages::start(words, address, &super::words_of(&hash.finalize()))
    }

    /// Before anybody types: are there keys, is there room?
    fn recipients(&self, words: Words, store: &mut Store) -> Result<String, Refusal> {
        let keys = self.keys()?;
        store.begin(Bucket::MIN)?;
        Ok(pages::recipients(words, &names(&keys)))
    }

    fn new_codename(&self, words: Words, form: &Form) -> Result<String, Refusal> {
        let keys = self.keys()?;
        let to = form.text("to")?;
        chosen(&keys, to)?;
        let codename = Codename::draw(&mut Draw::system())?;
        let id = codename.conversation(self.public.boot.door).id;
        let shown = token::seal(&self.public.boot.key, TokenKind::Shown, self.half_hour, &id)?;
        let text = codename.words().join(" ");
        Ok(pages::new_codename(words, Some(&text), to, &shown, None))
    }

    fn typed_back(&self, words: Words, form: &Form) -> Result<String, Refusal> {
        let (to, shown) = (form.text("to")?, form.text("shown")?);
        let id = token::open::<16>(&self.public.boot.key, TokenKind::Shown, self.half_hour, shown)?;
        let wrong = match Codename::read(form.text("codename")?) {
            Err(_) => "codename.typo",
            Ok(codename) => {
                let conversation = codename.conversation(self.public.boot.door);
                if conversation.id == *id.expose() {
                    return Ok(pages::write_first(words, &self.token(&conversation)?, to, None));
                }
                "codename.other"
            }
        };
        Ok(pages::new_codename(words, None, to, shown, Some(wrong)))
    }

    fn token(&self, conversation: &Conversation) -> Result<String, Refusal> {
        Session::token(conversation, &self.public.boot.key, self.half_hour)
    }

    fn session(&self, token: &str) -> Result<Session, Refusal> {
        Session::open(&self.public.boot.key, self.half_hour, token)
    }

    fn sending<'a>(
        &'a self,
        words: Words,
        session: &'a Session,
        (keys, to): (&'a KeySet, &str),
        store: &'a mut Store,
    ) -> Result<Sending<'a>, Refusal> {
        Ok(Sending {
            session,
            keys,
            chosen: chosen(keys, to)?,
            words,
            store,
            memory: self.memory,
            kept: Vec::new(),
        })
    }

    fn send(&self, words: Words, head: &Head, from: &mut Line, store: &mut Store) -> Result<String, Stop> {
        let mut form = Multipart::new(&head.content_type, from)?;
        let [mut token, mut to, mut text] = [None, None, None];
        // fields come before files: the page writes them in that order
        let mut file = loop {
            let Some(part) = form.part()? else { break None };
            let (field, most) = match part.name.as_str() {
                "token" => (&mut token, FIELD_MAX),
                "to" => (&mut to, FIELD_MAX),
                "text" => (&mut text, TEXT_MAX),
                "file" => break Some(part),
                _ => return Err(Refusal::Broken.into()),
            };
            if field.replace(form.small(most)?).is_some() {
                return Err(Refusal::Broken.into());
            }
        };
        let (session, to) = (self.session(utf8(token.as_ref())?)?, utf8(to.as_ref())?);
        let keys = self.keys()?;
        let text = utf8(text.as_ref())?.trim();
        let message = session.message(b"", text.as_bytes());
        let mut sending = self.sending(words, &session, (&keys, to), store)?;
        let mut all = || -> Result<(), Refusal> {
            if !text.is_empty() {
                sending.small(message, Kind::Message, text.as_bytes())?;
            }
            for number in 0u8.. {
                let Some(part) = file.take() else { break };
                let name = part.file.filter(|_| part.name == "file").ok_or(Refusal::Broken)?;
                sending.file(&mut form, message, number, &name)?;
                file = form.part()?;
            }
            Ok(())
        };
        let done = all();
        let kept = sending.kept;
        if let Err(refusal) = done {
            return Err(Stop(refusal, kept));
        }
        let token = self.token(&session.conversation)?;
        if kept.is_empty() {
            return Ok(pages::write_first(words, &token, to, Some("write.empty")));
        }
        Ok(pages::receipts(words, &kept, Some((&token, &names(&keys)))))
    }

    fn come_back(&self, words: Words, form: &Form) -> Result<String, Refusal> {
        let Ok(codename) = Codename::read(form.text("codename")?) else {
            return Ok(pages::back(words, Some("codename.typo")));
        };
        self.answers(words, &codename.conversation(self.public.boot.door), false)
    }

    fn answers(&self, words: Words, conversation: &Conversation, told: bool) -> Result<String, Refusal> {
        let replies = self.replies(conversation);
        let texts: Vec<&str> = replies
            .iter()
            .filter_map(|one| std::str::from_utf8(one.text.expose()).ok())
            .collect();
        let keys = self.keys();
        let names = keys.as_ref().map_or(Vec::new(), names);
        let token = self.token(conversation)?;
        Ok(pages::replies(words, &texts, told, &token, &names))
    }

    /// Four slots of the book, whatever lies there; none where no book was published.
    fn replies(&self, conversation: &Conversation) -> Vec<Reply> {
        let door = self.public.boot.door;
        let found = || {
            let edition = Book::front(&self.public.piece::<TAGS_AT>(public::BOOK, 0)?, door).ok()?;
            let leaf = conversation.replies.leaf(edition.day())?;
            let tags = self.public.piece(public::BOOK, TAGS_AT)?;
            let body = |place: usize| {
                let at = BODIES_AT + place * BODY;
                self.public.piece::<BODY>(public::BOOK, at).ok_or(())
            };
            Some(seek(&leaf, door, edition, &tags, body).ok()?.replies())
        };
        found().unwrap_or_default()
    }

    fn have_read(&self, words: Words, form: &Form, store: &mut Store) -> Result<String, Stop> {
        let session = self.session(form.text("token")?)?;
        let keys = self.keys()?;
        let mut sending = self.sending(words, &session, (&keys, ""), store)?;
        for reply in self.replies(&session.conversation) {
            let message = session.message(b"read", &reply.id);
            sending.small(message, Kind::Read, &reply.id)?;
        }
        Ok(self.answers(words, &session.conversation, true)?)
    }

    fn sealed(&self, words: Words, wrong: Option<&'static str>) -> String {
        pages::sealed(words, &super::seal_page_hash(), wrong)
    }

    fn take_sealed(
        &self,
        words: Words,
        head: &Head,
        from: &mut Line,
        store: &mut Store,
    ) -> Result<String, Stop> {
        let mut form = Multipart::new(&head.content_type, from)?;
        let mut kept: Vec<Kept> = Vec::new();
        let for_here = (self.public.boot.door, self.day);
        loop {
            let part = form.part().map_err(|refusal| Stop(refusal, kept.clone()))?;
            let Some(part) = part else { break };
            let name = part.file.filter(|_| part.name == "file").ok_or(Refusal::Broken)?;
            match passing::part(&mut form, name, for_here, store) {
                Ok(None) => {}
                Ok(Some(Some(one))) => kept.push(one),
                // the line to the store may stand in the middle of a part: what follows is for the next time
                Ok(Some(None)) if kept.is_empty() => return Ok(self.sealed(words, Some("sealed.bad"))),
                Ok(Some(None)) => break,
                Err(refusal) => return Err(Stop(refusal, kept)),
            }
        }
        if kept.is_empty() {
            return Ok(self.sealed(words, Some("write.empty")));
        }
        Ok(pages::receipts(words, &kept, None))
    }

    fn read_sheet(&self, serial: u32) -> Option<Sheet> {
        let keys = self.public.bytes(public::KEY_SET)?;
        let keys = KeySet::read(&keys, self.public.boot.door, self.day).ok()?;
        let bytes = self.public.bytes(&public::sheet(serial))?;
        Sheet::read(&bytes, self.public.boot.door, &keys.roster().publisher).ok()
    }

    fn sheet_page(&self, words: Words, rest: &str) -> Result<String, Refusal> {
        let serial = rest.strip_prefix("sheets/").and_then(|text| text.parse().ok());
        let serial = serial.ok_or(Refusal::Missing)?;
        let sheet = self.read_sheet(serial).ok_or(Refusal::Missing)?;
        let receipts: Vec<String> = sheet.receipts().iter().map(|one| one.words().join(" ")).collect();
        Ok(pages::sheet(words, serial, &receipts))
    }

    fn find_receipt(&self, words: Words, form: &Form) -> Result<String, Refusal> {
        let serials = self.public.sheets();
        let receipt = Receipt::read(form.text("receipt")?);
        // every sheet is looked through, wherever the receipt stands
        let holds = |serial: &u32| {
            let both = self.read_sheet(*serial).zip(receipt);
            both.is_some_and(|(sheet, one)| sheet.holds(&one))
        };
        let on: Vec<u32> = serials.iter().copied().filter(holds).collect();
        Ok(pages::sheets(words, &serials, Some(on.first().copied())))
    }

    fn keys_page(&self, words: Words) -> Result<String, Refusal> {
        let keys = self.keys()?;
        let door = super::words_of(&self.public.boot.door.0);
        Ok(pages::keys(words, &door, &self.day.to_string(), &names(&keys)))
    }
}

fn refusal(words: Option<Words>, Stop(refusal, kept): &Stop) -> Answer {
    let words = words.unwrap_or(LANGUAGES[0]);
    Answer::page(refusal.says().0, pages::refusal(words, *refusal, kept))
}

/// The language of a path and what follows it; the bare path is English.
fn language(path: &str) -> Option<(Words, &str)> {
    if path == "/" {
        return Some((LANGUAGES[0], ""));
    }
    let (code, rest) = path.strip_prefix('/')?.split_once('/')?;
    Some((Words::of(code)?, rest))
}

fn form(from: &mut Line) -> Result<Form, Refusal> {
    Form::parse(from.small_body(FORM_MAX)?.expose())
}

fn utf8(field: Option<&Hidden>) -> Result<&str, Refusal> {
    std::str::from_utf8(field.map_or(&[], Hidden::expose)).map_err(|_| Refusal::Broken)
}

fn names(keys: &KeySet) -> Vec<&str> {
    keys.people().iter().map(|person| person.name.as_str()).collect()
}

/// Places of the chosen: one by name, all where none is named.
fn chosen(keys: &KeySet, to: &str) -> Result<Vec<usize>, Refusal> {
    let people = keys.people().iter().enumerate();
    let meant = people.filter(|(_, person)| to.is_empty() || person.name == to);
    let places: Vec<usize> = meant.map(|(at, _)| at).collect();
    // whoever was chosen may have lost their key since: say so, and send to nobody else
    (!places.is_empty()).then_some(places).ok_or(Refusal::Stale)
}
