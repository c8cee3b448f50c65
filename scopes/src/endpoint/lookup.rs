//! Finding an operation by a request, by a template or by its id.

use core::cell::OnceCell;

use super::error::Kind;
use super::{Call, ENDPOINTS, Endpoint, EndpointError, MODULE, Method};
use crate::module;
use crate::spelling::slips;

/// How far a path is from one that names a module where it may name another thing.
const OTHER_THING: usize = 3;

/// How far a path is from one with more words at its beginning, such as `/crm/v8` or `bulk`.
const BEGINNING: usize = 2;

/// A path of more segments resembles no template.
const MOST_SEGMENTS: usize = 12;

/// The operation that `text` names, in one of three ways: `POST /crm/v8/Contacts`, with a template's parameters as in
/// `POST /crm/v8/{module}` or `PUT /crm/v8/Contacts/{id}`, or by operation id, as in `createRecords`.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint::find;
///
/// let call = find("POST /crm/v8/Contacts")?;
/// assert_eq!(call.needs()?.to_string(), "ZohoCRM.modules.contacts.CREATE");
/// assert_eq!(find("POST /crm/v8/{module}")?.about("Contacts")?, call);
/// assert_eq!(find("createRecords")?.about("Contacts")?, call);
/// # Ok::<(), zoho_scopes::endpoint::EndpointError>(())
/// ```
///
/// # Errors
///
/// When no operation is named, or more than one, or the path names an unknown module.
pub fn find(text: &str) -> Result<Call, EndpointError> {
    match text.trim().split_once(char::is_whitespace) {
        Some((method, path)) => find_request(method, path.trim_start()),
        None if text.contains('/') => Err(EndpointError::new(Kind::Form)),
        None => find_id(text.trim()),
    }
}

/// The operation of a request. What follows `?` does not count, and nothing is allocated.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint::find_request;
///
/// let call = find_request("GET", "/crm/v8/Leads/search?word=zylker")?;
/// assert_eq!(call.needs()?.to_string(), "ZohoCRM.modules.leads.READ and ZohoSearch.securesearch.READ");
/// # Ok::<(), zoho_scopes::endpoint::EndpointError>(())
/// ```
///
/// # Errors
///
/// When no operation has this method and path, or the path names an unknown module.
pub fn find_request(method: &str, path: &str) -> Result<Call, EndpointError> {
    let Some(method) = Method::from_name(method) else {
        return Err(EndpointError::new(Kind::Method));
    };
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let Some(path) = path.strip_prefix('/') else {
        return Err(EndpointError::new(Kind::Form));
    };
    let Some(endpoint) = matching(path, method) else {
        return Err(unmatched(path, method));
    };
    match named_module(&endpoint, path).map(module::segment) {
        None => Ok(Call::new(endpoint, None)),
        Some(Ok(segment)) => Ok(Call::new(endpoint, Some(segment))),
        // A word that is no module is more likely a slip in another path than a slip in a module.
        Some(Err(unknown)) if unknown.nearest().is_none() => Err(unmatched(path, method)),
        Some(Err(unknown)) => Err(EndpointError::module(unknown)),
    }
}

/// Every operation with this id: a few ids are those of two.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint::with_id;
///
/// let templates: Vec<_> = with_id("getRole").map(|endpoint| endpoint.template).collect();
/// assert_eq!(templates, ["/crm/v8/contacts/roles/{role}", "/crm/v8/settings/roles/{role}"]);
/// ```
pub fn with_id(id: &str) -> impl Iterator<Item = Endpoint> {
    ENDPOINTS.iter().filter(move |endpoint| endpoint.id == id)
}

fn find_id(id: &str) -> Result<Call, EndpointError> {
    let mut found = with_id(id);
    match (found.next(), found.next()) {
        (Some(endpoint), None) => Ok(Call::new(endpoint, None)),
        (Some(first), Some(second)) => Err(EndpointError::new(Kind::SharedId { first, second })),
        (None, _) => {
            let near = |endpoint: Endpoint| {
                slips(id.as_bytes(), endpoint.id.as_bytes()).map(|slips| (slips, endpoint))
            };
            let nearest = ENDPOINTS.iter().filter_map(near).min_by_key(|(slips, _)| *slips);
            Err(EndpointError::new(Kind::Id { nearest: nearest.map(|(_, endpoint)| endpoint) }))
        }
    }
}

/// The operation whose template says most about the path: the one with the most literal segments, and of equals the
/// one whose literal stands further to the right, as in `/{module}/search` before `/Notes/{id}`.
fn matching(path: &str, method: Method) -> Option<Endpoint> {
    let matches = ENDPOINTS.iter().filter(|endpoint| endpoint.method == method && is_match(endpoint, path));
    matches.max_by_key(|endpoint| {
        let literals = endpoint.segments().enumerate().filter(|(_, segment)| !is_parameter(segment));
        literals.fold((0, 0), |(count, _), (place, _)| (count + 1, place))
    })
}

fn is_match(endpoint: &Endpoint, path: &str) -> bool {
    let mut wanted = endpoint.segments();
    let all = path.split('/').all(|written| wanted.next().is_some_and(|wanted| fits(written, wanted)));
    all && wanted.next().is_none()
}

fn fits(written: &str, wanted: &str) -> bool {
    if is_parameter(wanted) { !written.is_empty() } else { written.eq_ignore_ascii_case(wanted) }
}

fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{')
}

/// What the path has where the template has a module, unless that is a parameter too.
fn named_module<'p>(endpoint: &Endpoint, path: &'p str) -> Option<&'p str> {
    let (_, written) = endpoint.segments().zip(path.split('/')).find(|(wanted, _)| *wanted == MODULE)?;
    (!is_parameter(written)).then_some(written)
}

/// Why nothing matches, with the operation whose template is spelt most like the path, if one is near; one of this
/// method before others.
fn unmatched(path: &str, method: Method) -> EndpointError {
    let written = Written::of(path);
    let near = |endpoint: Endpoint| {
        path_distance(written.as_ref()?.list(), &endpoint)
            .map(|distance| (distance, endpoint.method != method, endpoint))
    };
    let nearest = ENDPOINTS.iter().filter_map(near).min_by_key(|(distance, other, _)| (*distance, *other));
    EndpointError::new(match nearest {
        Some((0, true, endpoint)) => Kind::OtherMethods { endpoint },
        nearest => Kind::Path { nearest: nearest.map(|(.., endpoint)| endpoint) },
    })
}

/// The segments of a path, as many as a template may have.
struct Written<'p> {
    list: [Segment<'p>; MOST_SEGMENTS],
    len: usize,
}

/// A segment that is compared with those of all templates.
#[derive(Default)]
struct Segment<'p> {
    text: &'p str,
    /// How far it is from one that names a module, once that has been asked: no comparison costs more.
    from_module: OnceCell<usize>,
}

impl<'p> Written<'p> {
    fn of(path: &'p str) -> Option<Written<'p>> {
        let mut written = Written { list: Default::default(), len: 0 };
        for text in path.split('/') {
            written.list.get_mut(written.len)?.text = text;
            written.len += 1;
        }
        Some(written)
    }

    fn list(&self) -> &[Segment<'p>] {
        &self.list[..self.len]
    }
}

fn path_distance(path: &[Segment<'_>], endpoint: &Endpoint) -> Option<usize> {
    let missing = endpoint.segments().count().checked_sub(path.len())?;
    match missing {
        0 => aligned_distance(path, endpoint.segments()),
        1 | 2 => {
            let left_out = |from: usize| {
                let is_left_out = move |place: usize| place >= from && place < from + missing;
                let mut literal = endpoint.segments().skip(from).take(missing);
                let kept = endpoint.segments().enumerate().filter(move |(place, _)| !is_left_out(*place));
                let kept = kept.map(|(_, segment)| segment);
                literal.all(|segment| !is_parameter(segment)).then(|| aligned_distance(path, kept)).flatten()
            };
            let distance = [0, 1].into_iter().filter_map(left_out).min()?;
            Some(BEGINNING + distance)
        }
        _ => None,
    }
}

fn aligned_distance<'w>(path: &[Segment<'_>], wanted: impl Iterator<Item = &'w str>) -> Option<usize> {
    let mut pairs = path.iter().zip(wanted);
    pairs.try_fold(0, |sum, (written, wanted)| Some(sum + segment_distance(written, wanted)?))
}

fn segment_distance(written: &Segment<'_>, wanted: &str) -> Option<usize> {
    let text = written.text;
    match (is_parameter(text), is_parameter(wanted)) {
        (true, true) => Some(0),
        (true, false) => None,
        (false, false) => slips(text.as_bytes(), wanted.as_bytes()),
        (false, true) if text.is_empty() => None,
        (false, true) if wanted != MODULE => Some(0),
        (false, true) => Some(*written.from_module.get_or_init(|| module_distance(text))),
    }
}

fn module_distance(written: &str) -> usize {
    match module::segment(written) {
        Ok(_) => 0,
        Err(unknown) => unknown.nearest().map_or(OTHER_THING, |_| 1),
    }
}
