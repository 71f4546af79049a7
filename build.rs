//! The icon, the version and the manifest of the Windows program; nothing elsewhere.

/// What Windows is told of the program: paths of any length, UTF-8 for what it hands over in the
/// code page, no other rights than the user's.
const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges>
      <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
    </requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
</assembly>
"#;

fn main() {
    println!("cargo:rerun-if-changed=packaging/windows/fengce.ico");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("packaging/windows/fengce.ico")
        .set_manifest(MANIFEST)
        .set("ProductName", "丰策 fengce")
        .set("FileDescription", "丰策 fengce")
        .set("LegalCopyright", "MIT OR Apache-2.0")
        // Chinese, simplified.
        .set_language(0x0804);
    // The program is the same without them: a system without a resource compiler builds it, too.
    if let Err(error) = resource.compile() {
        println!("cargo:warning=built without icon and manifest: {error}");
    }
}
