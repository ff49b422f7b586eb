//! Plugins: shared objects that a program loads by what they are (`lws_plugins_*`, of `lws-protocols-plugins.h`).

use super::guard;
use crate::abi::{LWS_PLUGIN_API_MAGIC, SONAME_NUMBER, each_plugin_cb_t, lws_plugin, lws_plugin_header, lws_plugin_u};
use crate::sys::directory;
use crate::util::{alloc, cached_file, log};
use core::ffi::{CStr, c_char, c_int, c_void};
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The name of a plugin's exported object: what stands in its file name between the first `_` or `-` and the next `.`.
fn object_name(file: &[u8]) -> Option<CString> {
    if file.len() < 7 {
        return None;
    }
    let at = file.iter().position(|b| matches!(b, b'_' | b'-'))? + 1;
    let end = file[at..].iter().position(|b| *b == b'.').map_or(file.len(), |n| at + n);
    CString::new(&file[at..end]).ok()
}

/// What is looked for.
struct Wanted<'a> {
    class: &'a CStr,
    filter: Option<&'a CStr>,
}

/// Loads one plugin if it is wanted, in front of the list. Whether it did.
///
/// # Safety
/// `list` is a list of plugins that came from here.
unsafe fn load(list: *mut *mut lws_plugin, path: &Path, object: &CStr, wanted: &Wanted) -> bool {
    let Ok(file) = CString::new(path.as_os_str().as_bytes()) else { return false };
    // SAFETY: a C string; what is loaded runs its constructors, which is what the program asks for.
    let handle = unsafe { libc::dlopen(file.as_ptr(), libc::RTLD_NOW) };
    if handle.is_null() {
        // SAFETY: dlerror gives NULL or a C string.
        let why = unsafe { libc::dlerror().as_ref().map(|e| CStr::from_ptr(e).to_string_lossy().into_owned()) };
        log::info(format_args!("plugin {}: {}", path.display(), why.unwrap_or_default()));
        return false;
    }
    // SAFETY: the handle is valid and the name a C string; a plugin's object begins with its header.
    let header = unsafe { libc::dlsym(handle, object.as_ptr()).cast::<lws_plugin_header>() };
    // SAFETY: as above; the list's plugins are loaded.
    let fits = unsafe { header.as_ref() }.is_some_and(|h| unsafe { is_fit(h, *list, wanted) });
    let room = if fits {
        alloc::malloc(size_of::<lws_plugin>(), c"plugin").cast::<lws_plugin>()
    } else {
        core::ptr::null_mut()
    };
    if room.is_null() {
        log::info(format_args!("plugin {}: not what is looked for", path.display()));
        // SAFETY: the handle is not used any more.
        unsafe { libc::dlclose(handle) };
        return false;
    }
    log::notice(format_args!("plugin {}", path.display()));
    // SAFETY: the room is as large as a plugin; `list` is the caller's.
    unsafe {
        room.write(lws_plugin { list: *list, hdr: header, u: lws_plugin_u { l: handle } });
        *list = room;
    }
    true
}

/// Whether a plugin is of the class that is looked for, made for this API, and not loaded yet.
///
/// # Safety
/// The header is a plugin's, `list` a list of loaded ones.
unsafe fn is_fit(header: &lws_plugin_header, list: *mut lws_plugin, wanted: &Wanted) -> bool {
    let same = |a: *const c_char, b: &CStr| {
        // SAFETY: NULL or a C string, as a plugin's header has them.
        !a.is_null() && unsafe { CStr::from_ptr(a) } == b
    };
    if header.api_magic != LWS_PLUGIN_API_MAGIC as u32 || !same(header._class, wanted.class) || !header.built_for_this()
    {
        return false;
    }
    if SONAME_NUMBER == 17 || header.name.is_null() {
        return true;
    }
    // SAFETY: not NULL.
    let name = unsafe { CStr::from_ptr(header.name) };
    let mut at = list;
    // SAFETY: the list's plugins and their headers are valid.
    while let Some(plugin) = unsafe { at.as_ref() } {
        // SAFETY: as above.
        let other = unsafe { (*plugin.hdr).name };
        if same(other, name) {
            return false;
        }
        at = plugin.list;
    }
    true
}

/// Loads the plugins of one class from folders, in the order of their names: a file `lib<anything>_<name>.so` or
/// `lib<anything>-<name>.so` that exports an object `<name>`, which begins with a `lws_plugin_header_t`.
///
/// @param pplugin a list, NULL at first: each plugin is put in front. lws_plugins_destroy() takes it
/// @param d the folders, ended by NULL, or NULL. With ABI 19 those of the environment's LD_LIBRARY_PATH come first
/// @param class which plugins: what their `_class` must say
/// @param filter the one `<name>` that is wanted, or NULL for all
/// @param each called for each that was loaded, or NULL
/// @return with ABI 17: 0; with ABI 19: 0 when the one of `filter` was loaded, else 1
///
/// # Safety
/// `pplugin` is NULL or a list of this kind; `d` is NULL or an array of C strings ended by NULL; `class` is a C string,
/// `filter` NULL or one. Loading a plugin runs code of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plugins_init(
    pplugin: *mut *mut lws_plugin,
    d: *const *const c_char,
    class: *const c_char,
    filter: *const c_char,
    each: each_plugin_cb_t,
    each_user: *mut c_void,
) -> c_int {
    guard("lws_plugins_init", 1, move || {
        if pplugin.is_null() || class.is_null() {
            log::err(format_args!("lws_plugins_init: the list or the class is NULL"));
            return 1;
        }
        // SAFETY: the caller's promise.
        let (wanted, mut folders) = unsafe {
            let filter = (!filter.is_null()).then(|| CStr::from_ptr(filter));
            (Wanted { class: CStr::from_ptr(class), filter }, Vec::new())
        };
        if SONAME_NUMBER != 17
            && let Some(path) = std::env::var_os("LD_LIBRARY_PATH")
        {
            folders.extend(path.as_bytes().split(|b| *b == b':').filter(|p| !p.is_empty()).map(<[u8]>::to_vec));
        }
        let mut at = d;
        // SAFETY: the caller's promise.
        unsafe {
            while !at.is_null() && !(*at).is_null() {
                folders.push(CStr::from_ptr(*at).to_bytes().to_vec());
                at = at.add(1);
            }
        }
        for folder in folders {
            let folder = cached_file::path(&folder).to_path_buf();
            let Ok(entries) = directory::entries(&folder) else { continue };
            for (name, _) in entries.iter().filter(|(name, _)| !name.as_bytes().contains(&b'~')) {
                let Some(object) = object_name(name.as_bytes()) else { continue };
                if wanted.filter.is_some_and(|f| f != object.as_c_str()) {
                    continue;
                }
                let path = folder.join(cached_file::path(name.as_bytes()));
                // SAFETY: the caller's promise.
                if !unsafe { load(pplugin, &path, &object, &wanted) } {
                    continue;
                }
                if let Some(each) = each {
                    // SAFETY: the caller's own function, with what it gave for it.
                    unsafe { each(*pplugin, each_user) };
                }
                if wanted.filter.is_some() {
                    return 0;
                }
            }
        }
        c_int::from(SONAME_NUMBER != 17)
    })
}

/// Unloads the plugins that lws_plugins_init() loaded, and empties the list.
///
/// @param each called for each before it is unloaded, or NULL
/// @return 0
///
/// # Safety
/// `pplugin` is NULL or such a list; nothing of the plugins is used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lws_plugins_destroy(
    pplugin: *mut *mut lws_plugin,
    each: each_plugin_cb_t,
    each_user: *mut c_void,
) -> c_int {
    guard("lws_plugins_destroy", 1, move || {
        if pplugin.is_null() {
            return 0;
        }
        // SAFETY: the caller's promise: each plugin came from `load`, once.
        unsafe {
            while !(*pplugin).is_null() {
                let plugin = *pplugin;
                if let Some(each) = each {
                    each(plugin, each_user);
                }
                *pplugin = (*plugin).list;
                libc::dlclose((*plugin).u.l);
                alloc::free(plugin.cast());
            }
        }
        0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_objects() {
        assert_eq!(object_name(b"libprotocol_lws_ssh_base.so").as_deref(), Some(c"lws_ssh_base"));
        assert_eq!(object_name(b"libwebsockets-evlib_ev.so").as_deref(), Some(c"evlib_ev"));
        assert_eq!(object_name(b"libwebsockets-evlib_ev").as_deref(), Some(c"evlib_ev"));
        assert_eq!(object_name(b"libname.so"), None);
        assert_eq!(object_name(b"l_n.so"), None);
    }
}
