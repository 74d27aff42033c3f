//! The page around every page: where one is, where one can go, in which
//! language, and under which version of the case.

use crate::address::Pairs;
use crate::assets;
use crate::ctx::Ctx;
use crate::guard::enrolled::People;
use crate::prefs::Theme;
use crate::words::Language;
use maud::{DOCTYPE, Markup, html};

/// Where one can go: address, message. One line a page of the menu.
const MENU: &[(&str, &str)] = &[
    ("/", "menu-case"),
    ("/search", "menu-search"),
    ("/leads", "menu-leads"),
    ("/triage", "menu-triage"),
    ("/flows", "menu-flows"),
    ("/graph", "menu-graph"),
    ("/texts", "menu-texts"),
    ("/forecasts", "menu-forecasts"),
    ("/bookmarks", "menu-kept"),
    ("/record", "menu-record"),
    ("/people", "menu-people"),
];

/// A whole page.
pub fn page(ctx: &Ctx, title: &str, body: &Markup) -> Markup {
    let here = ctx.uri.path();
    let theme = (ctx.theme != Theme::System).then(|| ctx.theme.as_str());
    html! {
        (DOCTYPE)
        html lang=(ctx.language.code()) dir=(ctx.language.direction()) data-theme=[theme] data-words=(assets::spoken(ctx.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="htmx-config" content=r#"{"includeIndicatorCSS":false}"#;
                meta name="color-scheme" content="light dark";
                title { (title) " · fyke" }
                link rel="icon" type="image/svg+xml" href=(assets::address("mark.svg"));
                link rel="stylesheet" href=(assets::address("style.css"));
                @for script in assets::scripts() {
                    script type="module" src=(script) {}
                }
            }
            body {
                a.skip href="#main" { (ctx.t("skip-to-content")) }
                header.top {
                    a.brand href="/" { img src=(assets::address("mark.svg")) alt="" width="26" height="26"; span { "fyke" } }
                    // the search page has its own
                    @if here != "/search" {
                        form.find role="search" action="/search" method="get" {
                            label.hidden for="find" { (ctx.t("find-label")) }
                            input #find type="search" name="q" autocomplete="off" placeholder=(ctx.t("find-label"));
                            button type="submit" { (ctx.t("find")) }
                        }
                    }
                    (account(ctx))
                }
                nav.menu aria-label=(ctx.t("menu")) {
                    ul {
                        @for (address, message) in MENU {
                            li { a href=(address) aria-current=[is_here(here, address).then_some("page")] { (ctx.t(message)) } }
                        }
                        // who is no officer is not told that there is one
                        @if ctx.hand.as_ref().is_some_and(|hand| ctx.app.desk.is_officer(hand)) {
                            li { a href="/intake" aria-current=[is_here(here, "/intake").then_some("page")] { (ctx.t("menu-intake")) } }
                        }
                    }
                }
                main #main tabindex="-1" { (other_version(ctx)) (body) }
                (foot(ctx))
                // fetched when a key is pressed, and not before
                div data-island="keys" data-when="key" {}
                div data-island="palette" data-when="key" data-search="/search" {}
            }
        }
    }
}

fn is_here(path: &str, address: &str) -> bool {
    match address {
        "/" => path == "/",
        _ => {
            path == address
                || path
                    .strip_prefix(address)
                    .is_some_and(|rest| rest.starts_with('/'))
        }
    }
}

fn account(ctx: &Ctx) -> Markup {
    html! {
        div.account {
            @match &ctx.hand {
                Some(hand) => {
                    a.who href="/people" { bdi { (hand.name()) } }
                    form action="/logout" method="post" { button.quiet type="submit" { (ctx.t("leave")) } }
                }
                None if ctx.app.known.people() == People::None && !ctx.app.config.is_open() => {
                    a.button.quiet href="/welcome" { (ctx.t("welcome-title")) }
                }
                None => a href="/login" { (ctx.t("come-in")) },
            }
        }
    }
}

/// What a permalink to another version of the case says at the top.
fn other_version(ctx: &Ctx) -> Markup {
    let at = Pairs::of(ctx.uri.query().unwrap_or_default()).ok();
    let then: Option<String> = at.and_then(|pairs| pairs.one("at").map(|at| at.chars().take(80).collect()));
    let now = ctx.app.desk.version();
    html! {
        @if let Some(then) = then.filter(|then| *then != now) {
            p.note role="status" { (ctx.t_with("permalink-other", &[("then", then.into()), ("now", now.into())])) }
        }
    }
}

/// Language, light or dark, and the version of the case, which a permalink carries.
fn foot(ctx: &Ctx) -> Markup {
    let back = ctx.uri.path_and_query().map_or("/", |all| all.as_str());
    let version = ctx.app.desk.version();
    html! {
        footer.foot {
            form.prefs action="/prefs" method="post" {
                input type="hidden" name="back" value=(back);
                label for="lang" { (ctx.t("language")) }
                select #lang name="lang" {
                    @for language in Language::ALL {
                        option value=(language.code()) lang=(language.code()) selected[language == ctx.language] { (language.own_name()) }
                    }
                }
                label for="theme" { (ctx.t("theme")) }
                select #theme name="theme" {
                    @for theme in Theme::ALL {
                        option value=(theme.as_str()) selected[theme == ctx.theme] { (ctx.t(theme_message(theme))) }
                    }
                }
                button.quiet type="submit" { (ctx.t("set")) }
            }
            p.soft {
                (ctx.t("machine-suggests"))
                " · " a href="/api" data-palette=(ctx.t("api-title")) { (ctx.t("api-title")) }
                @if !version.is_empty() {
                    " · " a href=(permalink(back, &version)) { (ctx.t_with("permalink", &[("version", version.clone().into())])) }
                }
            }
        }
    }
}

const fn theme_message(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "theme-system",
        Theme::Light => "theme-light",
        Theme::Dark => "theme-dark",
    }
}

/// The address of a view with the version of the case that it shows.
///
/// ```
/// use fyke_workbench::layout::permalink;
/// assert_eq!(permalink("/search?q=alfa&at=old", "7f3a"), "/search?q=alfa&at=7f3a");
/// assert_eq!(permalink("/leads", "7f3a"), "/leads?at=7f3a");
/// ```
pub fn permalink(address: &str, version: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut parts: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("at="))
        .collect();
    let at = format!("at={version}");
    parts.push(&at);
    format!("{path}?{}", parts.join("&"))
}
