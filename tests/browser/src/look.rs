//! What a page looks like, for a person; and what axe finds wrong with it for people who cannot see it, or use no mouse.

use std::{fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::browser::{Browser, target};
use crate::session::{BrowserError, text_of};

/// Where `cargo xtask install-browser` has put axe, from the folder of this package.
const AXE: &str = "../../target/axe/node_modules/axe-core/axe.min.js";

/// What WCAG 2.2 asks for at its levels A and AA as far as a program can see it, and what is good practice beside.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// The windows in which a page is looked at: name, width and height.
const WINDOWS: [(&str, u32, u32); 2] = [("wide", 1200, 900), ("narrow", 390, 844)];

const SCHEMES: [&str; 2] = ["light", "dark"];

impl Browser {
    /// Looks at the page in a wide and a narrow window, in the light and the dark: each time a picture of all of it is
    /// written to `screenshots/` in the target folder, and axe must find nothing.
    ///
    /// # Errors
    ///
    /// Axe finds something, or was not installed.
    pub async fn look_at(&self, name: &str) -> Result<(), BrowserError> {
        self.is_loaded().await?;
        for (window, width, height) in WINDOWS {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.session.chromium("Emulation.setDeviceMetricsOverride", size).await?;
            for scheme in SCHEMES {
                let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
                self.session.chromium("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
                let name = format!("{name}-{window}-{scheme}");
                self.photograph(&name).await?;
                self.audit(&name).await?;
            }
        }
        self.session.chromium("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
        self.session.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await.map(drop)
    }

    async fn photograph(&self, name: &str) -> Result<(), BrowserError> {
        let size = self.session.chromium("Page.getLayoutMetrics", json!({})).await?;
        let mut clip = size["cssContentSize"].clone();
        clip["scale"] = json!(1);
        let asked = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.session.chromium("Page.captureScreenshot", asked).await?;
        let picture = STANDARD.decode(text_of(&picture["data"])).map_err(io::Error::other)?;
        let folder = target()?.join("screenshots");
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join(name).with_extension("png"), picture)?)
    }

    async fn audit(&self, name: &str) -> Result<(), BrowserError> {
        let axe = fs::read_to_string(format!("{}/{AXE}", env!("CARGO_MANIFEST_DIR")))
            .map_err(BrowserError::NoAxe)?;
        let options = json!({ "runOnly": TAGS, "resultTypes": ["violations"] });
        let script = format!(
            "if (!window.axe) {{ {axe} }}\n\
             const found = await axe.run(document, {options});\n\
             return found.violations.map(rule => \
                 `${{rule.id}}: ${{rule.help}}: ${{rule.nodes.map(node => node.html).join(' ')}}`);"
        );
        let script = format!("return (async () => {{ {script} }})()");
        match self.session.run(&script).await? {
            Value::Array(found) if found.is_empty() => Ok(()),
            found => Err(BrowserError::Inaccessible { page: name.to_owned(), found: found.to_string() }),
        }
    }
}
