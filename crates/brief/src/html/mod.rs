//! A brief as one web page that needs nothing else.
//!
//! In: a story with its brief. Out: HTML with its style and script inside; a content security policy allows these two by
//! their hashes and nothing else, so no request leaves the page. Every line links to its words in the reports' texts,
//! which stand beside it (below it on a narrow screen) with the words marked. It reads without the script.

mod part;
mod policy;
mod text;

use types::{Line, Section, SectionName, Story};

use crate::view;
use part::{cite, cites};
use text::{Marks, escaped};

const STYLE: &str = include_str!("../../data/page.css");
const SCRIPT: &str = include_str!("../../data/page.js");

/// The brief as a page.
pub fn html(story: &Story) -> String {
    let mut marks = Marks::of(story);
    let mut main = String::new();
    let mut nav: Vec<(String, &str)> = Vec::new();
    for section in &story.brief.sections {
        let id = format!("s-{}", section.name.name());
        main += &self::section(story, &mut marks, section, &id);
        nav.push((id, view::heading(section.name)));
    }
    for (id, heading, body) in part::appendix(story, &mut marks) {
        main += &framed(id, heading, &body);
        nav.push((id.to_owned(), heading));
    }
    let links: String = nav.iter().map(|(id, h)| format!("<li><a href=\"#{id}\">{h}</a></li>")).collect();
    let title = escaped(&story.brief.title);
    let reports: String = (0..story.reports.len()).map(|r| part::report(story, &marks, r)).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#brief\">To the brief</a>\n\
         <header>\n<h1>{title}</h1>\n<p class=\"quiet\">{subtitle}</p>\n\
         <nav aria-label=\"Sections\"><ul>{links}<li><a href=\"#reports\">Texts</a></li></ul></nav>\n</header>\n\
         <div class=\"layout\">\n<main id=\"brief\">\n{main}</main>\n\
         <aside id=\"reports\" aria-label=\"Texts of the reports\">\n<h2>Texts of the reports</h2>\n{reports}</aside>\n\
         </div>\n<p class=\"skip\" id=\"said-aloud\" aria-live=\"polite\"></p>\n<script>{SCRIPT}</script>\n\
         </body>\n</html>\n",
        policy = policy::policy(STYLE, SCRIPT),
        subtitle = escaped(&view::subtitle(story)),
    )
}

/// A section with its heading.
fn framed(id: &str, heading: &str, body: &str) -> String {
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{heading}</h2>\n{body}</section>\n"
    )
}

/// One section of the brief.
fn section(story: &Story, marks: &mut Marks, section: &Section, id: &str) -> String {
    let mut body = String::new();
    let mut list = String::new();
    for line in &section.lines {
        match (section.name, line.finding.and_then(|f| story.findings.get(f))) {
            (SectionName::Disputed, Some(finding)) => body += &part::finding(story, marks, finding),
            _ => list += &self::line(story, marks, line, section.name),
        }
    }
    if !list.is_empty() {
        body += &format!("<ul class=\"lines\">\n{list}</ul>\n");
    }
    framed(id, view::heading(section.name), &body)
}

/// One line: its words, then a link to each piece of its evidence.
fn line(story: &Story, marks: &mut Marks, line: &Line, section: SectionName) -> String {
    let (head, rest) = line.text.split_at(view::head(story, section, line));
    let shown = match head {
        "" => escaped(rest),
        head => format!("<strong>{}</strong>{}", escaped(head), escaped(rest)),
    };
    format!("<li>{shown} {}</li>\n", cites(marks, &line.evidence))
}

/// A link to the words, for use inside other parts.
fn linked(marks: &mut Marks, evidence: types::Evidence) -> String {
    cite(marks, evidence, &view::label(evidence.report))
}
