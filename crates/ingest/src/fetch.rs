//! An http(s) address to bytes, within limits, and never from a private address unless that is allowed.
//!
//! The address is checked where the connection is made: after the name was resolved, on the numbers that are connected to, so that a name
//! that changes its mind (DNS rebinding) and a redirect to an inner address are caught alike. ureq rather than a larger client: no async
//! runtime, one small dependency.

use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::error::Error;
use crate::limit::{MAX_FETCH_BYTES, MAX_FETCH_TIME, MAX_REDIRECTS};

/// What the server is told of us.
const USER_AGENT: &str =
    concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (news comparison; one page at a time)");

/// What a server gave.
pub struct Page {
    /// The content, decompressed.
    pub bytes: Vec<u8>,
    /// Its type, as declared.
    pub content_type: Option<String>,
    /// The address after redirects.
    pub url: String,
}

/// Fetches one address.
///
/// # Errors
/// When the address is not http(s) or leads to a private network, the server refuses, or a limit is passed.
pub fn get(address: &str, allow_private: bool) -> Result<Page, Error> {
    let url = url::Url::parse(address).map_err(|e| Error::BadUrl(e.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Error::BadUrl(format!("{} is not http or https", url.scheme())));
    }
    let config = Config::builder()
        .timeout_global(Some(MAX_FETCH_TIME))
        .max_redirects(MAX_REDIRECTS)
        .user_agent(USER_AGENT)
        .accept("text/html, text/plain;q=0.8, */*;q=0.1")
        .http_status_as_error(true)
        .proxy(None)
        .build();
    let resolver = Guarded { allow_private, inner: DefaultResolver::default() };
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut response = agent.get(url.as_str()).call().map_err(cause)?;
    let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let content_type = header("content-type").map(|t| t.to_ascii_lowercase());
    readable(content_type.as_deref())?;
    let final_url = ureq::ResponseExt::get_uri(&response).to_string();
    let mut bytes = Vec::new();
    response
        .body_mut()
        .as_reader()
        .take(MAX_FETCH_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Error::Fetch(e.to_string()))?;
    if bytes.len() as u64 > MAX_FETCH_BYTES {
        return Err(Error::TooLarge { found: bytes.len() as u64, limit: MAX_FETCH_BYTES, hint: "" });
    }
    Ok(Page { bytes, content_type, url: final_url })
}

/// Refuses what is declared as no text before it is downloaded.
fn readable(content_type: Option<&str>) -> Result<(), Error> {
    let Some(declared) = content_type else { return Ok(()) };
    let text = ["text/", "html", "xml", "json", "octet-stream"].iter().any(|t| declared.contains(t));
    if text {
        return Ok(());
    }
    let kind = if declared.contains("pdf") { "a PDF file" } else { "no text, by its content type" };
    Err(Error::Unsupported { kind, hint: "save it as plain text" })
}

fn cause(error: ureq::Error) -> Error {
    match error {
        ureq::Error::StatusCode(code) => Error::Status(code),
        ureq::Error::TooManyRedirects => Error::Redirects(MAX_REDIRECTS),
        ureq::Error::HostNotFound => Error::Fetch("no such host".to_owned()),
        ureq::Error::Timeout(_) => Error::Fetch(format!("no answer within {} s", MAX_FETCH_TIME.as_secs())),
        ureq::Error::Io(e) => match e.get_ref().and_then(|inner| inner.downcast_ref::<Private>()) {
            Some(Private(address)) => Error::PrivateAddress(address.clone()),
            None => Error::Fetch(e.to_string()),
        },
        other => Error::Fetch(other.to_string()),
    }
}

/// Carried through the client's error: the address that was refused.
#[derive(Debug, thiserror::Error)]
#[error("private address {0}")]
struct Private(String);

/// Resolves names, and refuses those that lead to addresses that are not public.
#[derive(Debug)]
struct Guarded {
    allow_private: bool,
    inner: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.allow_private {
            return Ok(found);
        }
        // All must be public: the client may connect to any of them.
        match found.iter().find(|a| !is_public(a.ip())) {
            Some(address) => Err(ureq::Error::Io(std::io::Error::other(Private(address.ip().to_string())))),
            None => Ok(found),
        }
    }
}

/// Whether the address can belong to a public web server (IANA special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    // Addresses that carry an IPv4 one: mapped, compatible, NAT64, 6to4.
    let inner = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    if s[..5] == [0; 5] && (s[5] == 0xffff || s[5] == 0) {
        return s[5] == 0xffff && is_public_v4(inner(s[6], s[7]));
    }
    if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(inner(s[6], s[7]));
    }
    if s[0] == 0x2002 {
        return is_public_v4(inner(s[1], s[2]));
    }
    // Global unicast only, without documentation, Teredo and benchmarking.
    (s[0] & 0xe000) == 0x2000 && !(s[0] == 0x2001 && (s[1] == 0xdb8 || s[1] < 0x200)) && s[0] != 0x3fff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_every_notation() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "ff02::1",
            "::7f00:1",
        ] {
            assert!(!is_public(ip.parse().expect("an address")), "{ip}");
        }
        for ip in ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"] {
            assert!(is_public(ip.parse().expect("an address")), "{ip}");
        }
    }

    #[test]
    fn only_the_web_is_fetched() {
        assert!(matches!(get("ftp://a.example/", false), Err(Error::BadUrl(_))));
        assert!(matches!(get("file:///etc/passwd", false), Err(Error::BadUrl(_))));
        assert!(matches!(get("http://127.0.0.1:9/", false), Err(Error::PrivateAddress(_))));
        assert!(matches!(get("http://[::ffff:10.0.0.1]/", false), Err(Error::PrivateAddress(_))));
    }
}
