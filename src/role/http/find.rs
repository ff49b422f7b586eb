//! Where files are found: in the system (all of it, or only below a mount's folder), among those that were served before,
//! or by the program's file operations.

use crate::abi;
use crate::core::dispatch::files::{self, Choice, VirtualFile};
use crate::core::file_cache::FileCache;
use crate::core::file_out::Source;
use crate::core::wsi::WsiRef;
use crate::proto::http::{coding, uri};
use crate::sys::confined;
use crate::sys::file::{self, Moment, Opened, Status};
use std::ffi::CString;
use std::rc::Rc;

/// What stands at a path.
pub enum Found {
    /// A file to serve.
    File(Body),
    /// A folder.
    Folder,
    /// Nothing that could be served.
    Nothing,
}

/// A file that can be served.
pub struct Body {
    /// Where its bytes come from.
    pub source: Source,
    /// How many there are.
    pub size: u64,
    /// When they were last changed.
    pub modified: Moment,
    /// They are gzip's, of what was asked for.
    pub is_gzip: bool,
}

impl Body {
    fn new(source: Source, status: &Status) -> Body {
        Body { source, size: status.size, modified: status.modified, is_gzip: false }
    }

    /// When it was last changed, as a date that may be sent: known, and not in the future.
    pub fn date(&self) -> Option<u64> {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
        Some(self.modified_secs()).filter(|secs| (1..=now).contains(secs))
    }

    /// When it was last changed, in seconds since 1970; 0 when that is not known.
    pub fn modified_secs(&self) -> u64 {
        self.modified.0.max(0) as u64
    }
}

/// The folder of a mount.
pub struct Folder<'a> {
    /// Its path.
    pub root: &'a [u8],
    /// What leads out of it is not found.
    pub confines: bool,
}

impl Folder<'_> {
    /// What stands at a path below it. `name` gets the path of the file, by which its type is known.
    pub fn look(&self, wsi: WsiRef, path: &[u8], name: &mut Vec<u8>) -> Found {
        let Some(full) = uri::join_path(self.root, path) else { return Found::Nothing };
        // The program sees the path as lws makes it.
        let found = match choose(wsi, || [self.root, b"/", path].concat()) {
            Some((operations, seen, virtual_path)) => by_program(wsi, operations, &seen, virtual_path),
            None if self.confines => self.confined(&full),
            None => by_system(wsi, &full),
        };
        *name = full;
        found
    }

    /// The gzip form of a file that [`Folder::look`] found, if there is one that is not older.
    pub fn look_for_twin(&self, wsi: WsiRef, name: &[u8], file: &Body) -> Option<Body> {
        if matches!(file.source, Source::Virtual(_)) || name.ends_with(b".gz") {
            return None;
        }
        let twin = [name, b".gz"].concat();
        let found = if self.confines { self.confined(&twin) } else { by_system(wsi, &twin) };
        match found {
            Found::File(twin) if twin.modified >= file.modified => Some(Body { is_gzip: true, ..twin }),
            _ => None,
        }
    }

    fn confined(&self, full: &[u8]) -> Found {
        let root = if self.root.is_empty() { b"." } else { self.root };
        match full.strip_prefix(root).map(|below| confined::open_beneath(root, below)) {
            Some(Ok(opened)) => of(opened),
            _ => Found::Nothing,
        }
    }
}

/// What stands at a path that the program gave.
pub fn at(wsi: WsiRef, path: &[u8]) -> Found {
    match choose(wsi, || path.to_vec()) {
        Some((operations, seen, virtual_path)) => by_program(wsi, operations, &seen, virtual_path),
        None => by_system(wsi, path),
    }
}

/// Whether the client takes gzip.
pub fn takes_gzip(wsi: WsiRef) -> bool {
    let accepts = |r: &crate::proto::http::request::Request| {
        let all: Vec<&[u8]> = r.all("accept-encoding").collect();
        coding::accepts(&all.join(&b','), "gzip")
    };
    wsi.with_request(accepts).unwrap_or(false)
}

type Operations = *const abi::lws_plat_file_ops;

/// The program's operations for a path, the path as C has it, and how many bytes before the virtual part.
fn choose(wsi: WsiRef, path: impl FnOnce() -> Vec<u8>) -> Option<(Operations, CString, Option<usize>)> {
    let context = wsi.context()?;
    if files::ours_alone(context) {
        return None;
    }
    let path = CString::new(path()).ok()?;
    match files::choose(context, &path) {
        Choice::Ours => None,
        Choice::Program(operations, at) => Some((operations, path, at)),
    }
}

fn by_program(wsi: WsiRef, operations: Operations, path: &std::ffi::CStr, virtual_at: Option<usize>) -> Found {
    let mut flags = abi::lws_fop_flags_t::default();
    if takes_gzip(wsi) {
        flags |= abi::LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP;
    }
    let Some(file) = VirtualFile::open(wsi, operations, path, virtual_at, &mut flags) else { return Found::Nothing };
    if flags & abi::LWS_FOP_FLAG_VIRTUAL == 0 {
        match file::status_of(file.fd()) {
            Ok(status) if status.is_folder => return Found::Folder,
            // As lws does it, also for its etag.
            Ok(status) => file.set_modified(status.modified.0 as u32),
            Err(_) => return Found::Nothing,
        }
    }
    const BOTH: abi::lws_fop_flags_t = abi::LWS_FOP_FLAG_COMPR_ACCEPTABLE_GZIP | abi::LWS_FOP_FLAG_COMPR_IS_GZIP;
    let is_gzip = file.flags() & BOTH == BOTH;
    let (size, modified) = (file.size(), (i64::from(file.modified()), 0));
    Found::File(Body { source: Source::Virtual(file), size, modified, is_gzip })
}

fn by_system(wsi: WsiRef, path: &[u8]) -> Found {
    let Some(context) = wsi.context() else { return Found::Nothing };
    let kept = context.file_cache.borrow_mut().get(path, || file::status(path).ok());
    if let Some((status, content)) = kept {
        return Found::File(Body::new(Source::Kept(content), &status));
    }
    let Ok(opened) = file::open(path) else { return Found::Nothing };
    if !FileCache::wants(&opened.status) {
        return of(opened);
    }
    let mut content = vec![0; opened.status.size as usize];
    if file::read_at(&opened.file, 0, &mut content).is_err() {
        return of(opened);
    }
    let content: Rc<[u8]> = content.into();
    context.file_cache.borrow_mut().keep(path, opened.status, content.clone());
    Found::File(Body::new(Source::Kept(content), &opened.status))
}

fn of(opened: Opened) -> Found {
    let status = opened.status;
    match (status.is_folder, status.is_regular) {
        (true, _) => Found::Folder,
        (_, true) => Found::File(Body::new(Source::File(opened.file), &status)),
        _ => Found::Nothing,
    }
}
