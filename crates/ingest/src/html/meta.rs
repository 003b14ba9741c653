//! What a page says about itself: JSON-LD, meta tags, `<time>`, link and heading elements.
//!
//! Each fact is taken from the first source that has it, the most exact first: JSON-LD article, meta tags, visible elements. Publication
//! and change are kept apart, with time of day and zone as given.

use serde_json::{Map, Value};
use trafilatura::dom::Document;
use types::Published;
use url::Url;

use super::jsonld;
use crate::{agency, credit, date, mojibake, normal, plain};

/// Meta names that give the publication date; earlier ones are more exact.
const PUBLISHED: [&str; 27] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "date_published",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "published-date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "date",
];

const MODIFIED: [&str; 11] = [
    "article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "revised",
    "article.updated",
];

const AUTHOR: [&str; 12] = [
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "article:author_name",
    "cxenseparse:author",
    "twitter:creator:name",
];

const OUTLET: [&str; 7] = [
    "og:site_name",
    "application-name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "source",
];

const TITLE: [&str; 8] = [
    "og:title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "headline",
];

/// Metadata of a page.
#[derive(Debug, Default)]
pub struct Meta {
    /// Headline, without the site's name.
    pub title: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// When it came out.
    pub published: Option<Published>,
    /// When it was changed.
    pub modified: Option<Published>,
    /// The writers.
    pub bylines: Vec<String>,
    /// Agencies named as author, creator or source.
    pub agencies: Vec<&'static str>,
    /// The body as JSON-LD has it; many sites leave it out or shorten it.
    pub body: Option<String>,
}

/// The page's meta tags, as (name in lower case, content).
struct Tags(Vec<(String, String)>);

impl Tags {
    fn read(document: &Document) -> Self {
        let mut tags = Vec::new();
        for id in document.query_selector_all(document.root(), "meta[content]") {
            let Some(content) =
                document.get_attribute(id, "content").map(|c| tidy(&c)).filter(|c| !c.is_empty())
            else {
                continue;
            };
            for key in ["property", "name", "itemprop"] {
                if let Some(name) = document.get_attribute(id, key) {
                    tags.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Tags(tags)
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names
            .iter()
            .flat_map(move |name| self.0.iter().filter(move |(n, _)| n == name).map(|(_, c)| c.as_str()))
    }

    fn date(&self, names: &[&str]) -> Option<Published> {
        self.all(names).find_map(date::machine)
    }
}

/// Words of an attribute or script: entities that were encoded twice, mojibake and white space put right.
fn tidy(text: &str) -> String {
    let mut text = mojibake::repair(text.to_owned()).0;
    for (entity, c) in [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&rdquo;", "”"),
        ("&ldquo;", "“"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8211;", "–"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        if text.contains('&') {
            text = text.replace(entity, c);
        }
    }
    normal::line(&text)
}

/// Reads all metadata. `url` is the page's address, if known.
pub fn read(document: &Document, url: Option<&str>) -> Meta {
    let tags = Tags::read(document);
    let scripts: Vec<String> = document
        .scripts_with_type(&["application/ld+json"])
        .into_iter()
        .map(|id| document.text_content(id))
        .collect();
    let articles = jsonld::articles(&scripts);
    // Pages list other articles too: the one that carries the page's headline is the page's.
    let headings = headings(document, &tags);
    let article = articles
        .iter()
        .find(|a| field(a, "headline").is_some_and(|h| headings.iter().any(|t| same(t, &h))))
        .or(articles.first());
    let article = article.filter(|_| articles.len() < 8 || !headings.is_empty());
    let mut meta = Meta {
        outlet: outlet(article, &tags),
        url: canonical(document, &tags, url),
        published: article
            .and_then(|a| date_field(a, &["datePublished", "dateCreated", "uploadDate"]))
            .or_else(|| tags.date(&PUBLISHED))
            .or_else(|| visible_date(document)),
        modified: article.and_then(|a| date_field(a, &["dateModified"])).or_else(|| tags.date(&MODIFIED)),
        body: article.and_then(|a| field(a, "articleBody")),
        ..Meta::default()
    };
    meta.title = title(document, article, &tags, meta.outlet.as_deref());
    writers(document, article, &tags, &mut meta);
    meta
}

fn field(article: &Map<String, Value>, key: &str) -> Option<String> {
    article
        .get(key)
        .and_then(Value::as_str)
        .map(|s| if key == "articleBody" { s.to_owned() } else { tidy(s) })
        .filter(|s| !s.trim().is_empty())
}

fn date_field(article: &Map<String, Value>, keys: &[&str]) -> Option<Published> {
    keys.iter().find_map(|k| match article.get(*k) {
        Some(Value::String(s)) => date::machine(s),
        Some(Value::Number(n)) => date::machine(&n.to_string()),
        _ => None,
    })
}

fn outlet(article: Option<&Map<String, Value>>, tags: &Tags) -> Option<String> {
    let publisher = article.and_then(|a| jsonld::names(a.get("publisher")).into_iter().next());
    let site = tags.all(&OUTLET).map(str::to_owned).next();
    publisher.or(site).map(|o| tidy(&o)).filter(|o| !o.is_empty() && o.len() <= 80 && !o.contains("://"))
}

fn canonical(document: &Document, tags: &Tags, base: Option<&str>) -> Option<String> {
    let link = document
        .query_selector(document.root(), "link[rel=canonical]")
        .and_then(|id| document.get_attribute(id, "href"));
    let base = base.and_then(|b| Url::parse(b).ok());
    link.into_iter().chain(tags.all(&["og:url", "parsely-link", "twitter:url"]).map(str::to_owned)).find_map(
        |href| {
            let url = match &base {
                Some(base) => base.join(href.trim()).ok()?,
                None => Url::parse(href.trim()).ok()?,
            };
            (matches!(url.scheme(), "http" | "https") && url.path() != "/").then(|| url.to_string())
        },
    )
}

/// Letters and digits only, to compare headlines.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn same(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.len() >= 8 && (a.starts_with(&b) || b.starts_with(&a))
}

/// All texts that may hold the page's headline.
fn headings(document: &Document, tags: &Tags) -> Vec<String> {
    let mut found: Vec<String> = tags.all(&TITLE).map(str::to_owned).collect();
    found.extend(elements(document, "h1"));
    found.extend(elements(document, "title"));
    found
}

fn elements(document: &Document, tag: &str) -> Vec<String> {
    let ids = document.get_elements_by_tag_name(document.root(), tag);
    ids.into_iter().map(|id| tidy(&document.iter_text(id, " "))).filter(|t| !t.is_empty()).collect()
}

/// The headline: an `<h1>` that also stands in the metadata, else what the metadata say, else a lone `<h1>`, else `<title>`.
fn title(
    document: &Document,
    article: Option<&Map<String, Value>>,
    tags: &Tags,
    outlet: Option<&str>,
) -> Option<String> {
    let printed = elements(document, "h1");
    let mut said: Vec<String> = article.and_then(|a| field(a, "headline")).into_iter().collect();
    said.extend(tags.all(&TITLE).map(str::to_owned));
    let page = elements(document, "title").into_iter().next();
    let strip = |t: &str| plain::strip_site(t, outlet).to_owned();
    let both = printed.iter().find(|h| said.iter().chain(&page).any(|s| same(s, h)));
    let long = |t: &&String| t.split_whitespace().count() >= 3;
    let chosen = both
        .or_else(|| said.iter().find(long))
        .or_else(|| printed.iter().find(long))
        .or(page.as_ref())
        .or_else(|| said.first())
        .or_else(|| printed.first())?;
    Some(strip(chosen)).filter(|t| !t.is_empty() && t.len() <= 400)
}

/// The first `<time datetime>` that a page shows in its article, else in the page.
fn visible_date(document: &Document) -> Option<Published> {
    for selector in [
        "[itemprop=datePublished]",
        "article time[datetime]",
        "main time[datetime]",
        "time[pubdate]",
        "time[datetime]",
        "abbr.published",
    ] {
        for id in document.query_selector_all(document.root(), selector).into_iter().take(3) {
            let given = ["datetime", "content", "title"].iter().find_map(|a| document.get_attribute(id, a));
            let found = given
                .as_deref()
                .and_then(date::machine)
                .or_else(|| date::printed(&tidy(&document.text_content(id))));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn writers(document: &Document, article: Option<&Map<String, Value>>, tags: &Tags, meta: &mut Meta) {
    let from_article = article.map(|a| jsonld::names(a.get("author"))).unwrap_or_default();
    let mut said = from_article;
    if said.is_empty() {
        said = tags.all(&AUTHOR).filter(|a| !a.contains("://")).map(str::to_owned).take(12).collect();
    }
    if said.is_empty() {
        for selector in [
            "[rel=author]",
            "[itemprop=author] [itemprop=name]",
            "[itemprop=author]",
            "article .byline",
            ".byline",
            ".author-name",
        ] {
            let ids = document.query_selector_all(document.root(), selector);
            said = ids
                .into_iter()
                .take(6)
                .map(|id| tidy(&document.text_content(id)))
                .filter(|t| t.len() <= 160)
                .collect();
            if !said.is_empty() {
                break;
            }
        }
    }
    for text in &said {
        let text = tidy(text);
        let text = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(&text);
        let (names, agencies) = credit::writers(text);
        names.into_iter().for_each(|n| {
            if !meta.bylines.contains(&n) {
                meta.bylines.push(n)
            }
        });
        agencies.into_iter().for_each(|a| {
            if !meta.agencies.contains(&a) {
                meta.agencies.push(a)
            }
        });
    }
    let source = article
        .into_iter()
        .flat_map(|a| {
            ["creditText", "sourceOrganization", "copyrightHolder"].map(|k| jsonld::names(a.get(k)))
        })
        .flatten();
    for name in source.chain(
        tags.all(&["syndication-source", "original-source", "article:source", "news_source", "distributor"])
            .map(str::to_owned),
    ) {
        if let Some(agency) = agency::short(&tidy(&name)).filter(|a| !meta.agencies.contains(a)) {
            meta.agencies.push(agency);
        }
    }
}
