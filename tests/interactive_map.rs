//! The interactive map of `report.html` in a browser, from a file, as an inspector opens it. Without a Chromium or
//! Chrome on the machine the test says so and ends.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use assert_cmd::Command;
use geotiff_reader::GeoTiffFile;
use headless_chrome::browser::default_executable;
use headless_chrome::browser::tab::point::Point;
use headless_chrome::protocol::cdp::Emulation::{SetDeviceMetricsOverride, SetEmulatedMedia};
use headless_chrome::protocol::cdp::Network;
use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::{Browser, LaunchOptions, Tab};
use serde_json::Value;

/// Time for the page to answer a click or a move.
const MOMENT: Duration = Duration::from_millis(400);

/// A page, and what it asked for or complained of.
struct Page {
    _browser: Browser,
    tab: Arc<Tab>,
    requests: Arc<Mutex<Vec<String>>>,
    complaints: Arc<Mutex<Vec<String>>>,
}

impl Page {
    fn open(file: &Path) -> Self {
        // A test may run as root in a container, where the sandbox of the browser cannot start.
        let options = LaunchOptions { sandbox: false, window_size: Some((1300, 1000)), ..LaunchOptions::default() };
        let browser = Browser::new(options).expect("a browser");
        let tab = browser.new_tab().expect("a tab");
        let (requests, complaints) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (asked, said) = (Arc::clone(&requests), Arc::clone(&complaints));
        tab.enable_log().expect("log").enable_runtime().expect("runtime");
        let all = Network::Enable {
            max_total_buffer_size: None,
            max_resource_buffer_size: None,
            max_post_data_size: None,
            report_direct_socket_traffic: None,
            enable_durable_messages: None,
        };
        tab.call_method(all).expect("network");
        let listen = move |event: &Event| match event {
            Event::NetworkRequestWillBeSent(e) => asked.lock().expect("list").push(e.params.request.url.clone()),
            Event::LogEntryAdded(e) => said.lock().expect("list").push(e.params.entry.text.clone()),
            Event::RuntimeConsoleAPICalled(e) => said.lock().expect("list").push(format!("{:?}", e.params.args)),
            Event::RuntimeExceptionThrown(e) => {
                said.lock().expect("list").push(format!("{:?}", e.params.exception_details))
            }
            _ => {}
        };
        tab.add_event_listener(Arc::new(listen)).expect("listener");
        let address = format!("file://{}", file.display());
        tab.navigate_to(&address).expect("opens").wait_until_navigated().expect("loads");
        Self { _browser: browser, tab, requests, complaints }
    }

    fn ask(&self, script: &str) -> Value {
        self.tab.evaluate(script, false).expect("runs").value.unwrap_or(Value::Null)
    }

    fn number(&self, script: &str) -> f64 {
        self.ask(script).as_f64().expect(script)
    }

    fn text(&self, script: &str) -> String {
        self.ask(script).as_str().expect(script).to_owned()
    }

    /// Moves the mouse to a place of the map, in shares of its width and height.
    fn hover(&self, across: f64, down: f64) {
        let share = |side: &str, size: &str, share: f64| {
            self.number(&format!(
                "(() => {{ const b = document.getElementById('imap').getBoundingClientRect(); \
                 return b.{side} + {share} * b.{size}; }})()"
            ))
        };
        let (x, y) = (share("left", "width", across), share("top", "height", down));
        self.tab.move_mouse_to_point(Point { x, y }).expect("moves");
        sleep(MOMENT);
    }

    fn readout(&self) -> String {
        self.text("document.getElementById('imap-readout').innerText")
    }
}

/// Paths of the map that cover ground of the page.
const DRAWN: &str = "[...document.querySelectorAll('#imap path')].map(p => p.getBoundingClientRect())\
                     .filter(b => b.width > 1 && b.height > 1).length";

fn run(dir: &Path) {
    let mut command = Command::cargo_bin("heptyl").expect("the program");
    command.args(["run", "baikonur-2013", "--members", "12", "--quiet", "--out"]).arg(dir);
    command.timeout(Duration::from_secs(900)).assert().success();
}

#[test]
fn the_map_of_the_report_works_from_a_file() {
    if let Err(reason) = default_executable() {
        eprintln!("SKIPPED: no Chromium or Chrome found ({reason}); install the package chromium");
        return;
    }
    let around = tempfile::tempdir().expect("folder");
    let dir = around.path().join("result");
    run(&dir);
    let page = Page::open(&dir.join("report.html"));
    page.ask("document.getElementById('imap').scrollIntoView({ block: 'start' })");
    sleep(MOMENT);
    assert_eq!(page.text("document.getElementById('imap').dataset.ready"), "yes");
    assert!(page.number(DRAWN) >= 5.0, "{}", page.number(DRAWN));
    layers_toggle(&page);
    tells_the_values_of_the_grids(&page, &dir);
    works_by_keyboard(&page);
    fits_a_telephone_and_leaves_print_to_the_fixed_map(&page);
    assert_eq!(page.complaints.lock().expect("list").clone(), Vec::<String>::new());
    for url in page.requests.lock().expect("list").iter() {
        assert!(["file:", "data:", "blob:"].iter().any(|own| url.starts_with(own)), "asked for {url}");
    }
}

/// A click on a switch takes the shapes of a zone away, another brings them back; a grid paints its tiles.
fn layers_toggle(page: &Page) {
    let paths = "document.querySelectorAll('.leaflet-zones-pane path').length";
    let before = page.number(paths);
    let switch = page.tab.find_element("input[data-layer='zones-found:udmh-mpc-soil']").expect("a switch");
    for expected in [before - 1.0, before] {
        switch.click().expect("clicks");
        sleep(MOMENT);
        if expected < before {
            assert!(page.number(paths) <= expected, "{} of {before}", page.number(paths));
        } else {
            assert_eq!(page.number(paths), before);
        }
    }
    page.tab.find_element("input[data-layer='udmh-highest']").expect("a grid").click().expect("clicks");
    sleep(MOMENT);
    let painted = "[...document.querySelectorAll('.leaflet-field-pane canvas')].some(c => \
                   c.getContext('2d').getImageData(0, 0, 256, 256).data.some(v => v > 0))";
    assert_eq!(page.ask(painted), Value::Bool(true));
}

/// The value told under the cursor is that of the GeoTIFF there: within half a step of its code and two digits.
fn tells_the_values_of_the_grids(page: &Page, dir: &Path) {
    page.hover(0.5, 0.5);
    let readout = page.readout();
    let told = number_after(&readout, "UDMH, highest in air");
    let (lat, lon) = coordinates(&readout);
    let files = fs::read_dir(dir.join("fields")).expect("fields").map(|file| file.expect("file").path());
    let mut finest: Vec<_> = files.filter(|path| path.to_string_lossy().contains("udmh-highest")).collect();
    finest.sort_by_key(|path| cell_m(path));
    let values = values_about(&finest[0], lon, lat);
    let close = |value: &f64| (told / value - 1.0).abs() < 0.1;
    assert!(values.iter().any(close), "told {told}, the file has {values:?} at {lon} {lat}\n{readout}");
    assert!(readout.contains("Exceeded here"), "{readout}");
}

/// Size of the cells in the name of a grid.
fn cell_m(path: &Path) -> u32 {
    let name = path.file_stem().expect("name").to_string_lossy().into_owned();
    name.rsplit('-').next().and_then(|size| size.trim_end_matches('m').parse().ok()).unwrap_or(u32::MAX)
}

/// The first number after a text, with its power of ten spelt out by the page.
fn number_after(readout: &str, what: &str) -> f64 {
    let (_, rest) = readout.split_once(what).expect(readout);
    let digits = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '\u{202f}')).unwrap_or(digits.len());
    digits[..end].replace('\u{202f}', "").parse().expect("a number")
}

/// Latitude and longitude of the head line, `46.0540° N, 62.9967° E`.
fn coordinates(readout: &str) -> (f64, f64) {
    let line = readout.lines().next().expect("a line");
    let degrees = |part: &str| part.trim().split('°').next().and_then(|v| v.parse::<f64>().ok()).expect("degrees");
    let (lat, lon) = line.split_once(',').expect("two");
    (degrees(lat), degrees(lon))
}

/// Values of the cells within the rounding of a place.
fn values_about(path: &Path, lon: f64, lat: f64) -> Vec<f64> {
    let tiff = GeoTiffFile::from_bytes(fs::read(path).expect("bytes")).expect("a GeoTIFF");
    let transform = *tiff.transform().expect("placed");
    let values = tiff.read_raster::<f32>().expect("values");
    let at = |lon: f64, lat: f64| {
        let (x, y) = (lon - transform.origin_x, lat - transform.origin_y);
        let (column, row) = (x / transform.pixel_width, y / transform.pixel_height);
        values.get([row as usize, column as usize]).map(|v| f64::from(*v))
    };
    let near = [-5e-5, 5e-5];
    near.iter().flat_map(|a| near.iter().filter_map(move |b| at(lon + a, lat + b))).collect()
}

/// With the focus on the map the arrow keys move it, and the place at its cross is told.
fn works_by_keyboard(page: &Page) {
    page.ask("document.getElementById('imap').focus()");
    page.tab.press_key("ArrowRight").expect("presses");
    sleep(MOMENT);
    let before = page.readout();
    page.tab.press_key("ArrowRight").expect("presses");
    sleep(MOMENT);
    assert!(coordinates(&page.readout()).1 > coordinates(&before).1, "{before}");
    let named = "[...document.querySelectorAll('.leaflet-marker-icon')].every(m => m.getAttribute('aria-label'))";
    assert_eq!(page.ask(named), Value::Bool(true));
}

fn fits_a_telephone_and_leaves_print_to_the_fixed_map(page: &Page) {
    let size =
        SetDeviceMetricsOverride { width: 400, height: 800, device_scale_factor: 1.0, mobile: true, ..metrics() };
    page.tab.call_method(size).expect("a small screen");
    sleep(MOMENT);
    assert!(page.number("document.documentElement.scrollWidth") <= 400.0);
    page.tab.call_method(SetEmulatedMedia { media: Some("print".into()), features: None }).expect("print");
    let hidden = "getComputedStyle(document.querySelector('.imap-wide')).display";
    assert_eq!(page.text(hidden), "none");
    assert!(page.number("[...document.images].filter(i => i.getBoundingClientRect().width > 100).length") >= 1.0);
}

fn metrics() -> SetDeviceMetricsOverride {
    SetDeviceMetricsOverride {
        width: 0,
        height: 0,
        device_scale_factor: 0.0,
        mobile: false,
        scale: None,
        screen_width: None,
        screen_height: None,
        position_x: None,
        position_y: None,
        dont_set_visible_size: None,
        screen_orientation: None,
        viewport: None,
        display_feature: None,
        device_posture: None,
    }
}
