//! How a layer looks: by categories of its column `style`, as QGIS writes it (QML) and as OGC SLD 1.0.

use std::fmt::Write;

use super::layer::Kind;

/// How features with one value of `style` look.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Category {
    /// Value of the column.
    pub(super) value: String,
    /// Text of the legend.
    pub(super) label: String,
    /// Red, green and blue, as six hexadecimal digits.
    pub(super) colour: &'static str,
    /// How much of the ground the fill hides, 0 to 255.
    pub(super) fill: u8,
    /// Width of the line or size of the mark, mm on the screen.
    pub(super) size_mm: f64,
    /// Form of a mark, as QGIS and SLD name it alike.
    pub(super) mark: &'static str,
    /// True for a broken line.
    pub(super) dashed: bool,
}

impl Category {
    /// A category with a thin line and a round mark.
    pub(super) fn new(value: &str, label: impl Into<String>, colour: &'static str, fill: u8) -> Self {
        let label = label.into();
        Self { value: value.to_owned(), label, colour, fill, size_mm: 0.4, mark: "circle", dashed: false }
    }

    /// A mark of a form and size.
    pub(super) fn marked(
        value: &str,
        label: impl Into<String>,
        colour: &'static str,
        mark: (&'static str, f64),
    ) -> Self {
        Self { mark: mark.0, size_mm: mark.1, ..Self::new(value, label, colour, 255) }
    }
}

/// Red, green, blue of six hexadecimal digits.
fn channels(colour: &str) -> [u8; 3] {
    let of = |k: usize| colour.get(k..k + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
    [of(0), of(2), of(4)]
}

fn rgba(colour: &str, alpha: u8) -> String {
    let [r, g, b] = channels(colour);
    format!("{r},{g},{b},{alpha}")
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The style as QGIS keeps it. Points carry the text of `label_column` beside them.
pub(super) fn qml(kind: Kind, categories: &[Category], label_column: Option<&str>) -> String {
    let mut rows = String::new();
    let mut symbols = String::new();
    for (k, category) in categories.iter().enumerate() {
        let (value, label) = (xml(&category.value), xml(&category.label));
        let _ = writeln!(
            rows,
            "   <category render=\"true\" symbol=\"{k}\" type=\"string\" value=\"{value}\" label=\"{label}\"/>"
        );
        symbols += &symbol(kind, k, category);
    }
    let labelling = label_column.map(labels).unwrap_or_default();
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.22.0-Białowieża\" styleCategories=\"Symbology|Labeling\" labelsEnabled=\"{}\">\n \
         <renderer-v2 type=\"categorizedSymbol\" attr=\"style\" symbollevels=\"0\" forceraster=\"0\" \
         enableorderby=\"0\">\n  <categories>\n{rows}  </categories>\n  <symbols>\n{symbols}  </symbols>\n \
         </renderer-v2>\n{labelling} <blendMode>0</blendMode>\n <featureBlendMode>0</featureBlendMode>\n \
         <layerGeometryType>{}</layerGeometryType>\n</qgis>\n",
        u8::from(label_column.is_some()),
        match kind {
            Kind::Points => 0,
            Kind::Lines => 1,
            Kind::Areas => 2,
        },
    )
}

fn symbol(kind: Kind, name: usize, category: &Category) -> String {
    let line = if category.dashed { "dash" } else { "solid" };
    let size = category.size_mm.to_string();
    let (form, class, options) = match kind {
        Kind::Areas => (
            "fill",
            "SimpleFill",
            vec![
                ("color", rgba(category.colour, category.fill)),
                ("style", if category.fill == 0 { "no".to_owned() } else { "solid".to_owned() }),
                ("outline_color", rgba(category.colour, 255)),
                ("outline_style", line.to_owned()),
                ("outline_width", size),
                ("outline_width_unit", "MM".to_owned()),
            ],
        ),
        Kind::Lines => (
            "line",
            "SimpleLine",
            vec![
                ("line_color", rgba(category.colour, 255)),
                ("line_style", line.to_owned()),
                ("line_width", size),
                ("line_width_unit", "MM".to_owned()),
            ],
        ),
        Kind::Points => (
            "marker",
            "SimpleMarker",
            vec![
                ("name", category.mark.to_owned()),
                ("color", rgba(category.colour, category.fill)),
                ("outline_color", rgba("ffffff", 255)),
                ("outline_style", "solid".to_owned()),
                ("outline_width", "0.2".to_owned()),
                ("outline_width_unit", "MM".to_owned()),
                ("size", size),
                ("size_unit", "MM".to_owned()),
            ],
        ),
    };
    let options: String = options
        .iter()
        .map(|(name, value)| format!("      <Option type=\"QString\" name=\"{name}\" value=\"{value}\"/>\n"))
        .collect();
    format!(
        "   <symbol type=\"{form}\" name=\"{name}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n    \
         <layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">\n     <Option type=\"Map\">\n{options}     \
         </Option>\n    </layer>\n   </symbol>\n"
    )
}

/// Text beside the features, with a white rim.
fn labels(column: &str) -> String {
    format!(
        " <labeling type=\"simple\">\n  <settings calloutType=\"simple\">\n   <text-style fieldName=\"{column}\" \
         fontSize=\"9\" fontSizeUnit=\"Point\" textColor=\"30,30,30,255\" isExpression=\"0\">\n    <text-buffer \
         bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\"/>\n   \
         </text-style>\n   <placement placement=\"6\" dist=\"1\" distUnits=\"MM\"/>\n   <rendering drawLabels=\"1\" \
         obstacle=\"1\" scaleVisibility=\"0\"/>\n  </settings>\n </labeling>\n"
    )
}

/// The style as OGC SLD 1.0, for other programs.
pub(super) fn sld(table: &str, kind: Kind, categories: &[Category]) -> String {
    let mut rules = String::new();
    for category in categories {
        let _ = writeln!(
            rules,
            "   <Rule><Name>{name}</Name><Title>{title}</Title><ogc:Filter><ogc:PropertyIsEqualTo>\
             <ogc:PropertyName>style</ogc:PropertyName><ogc:Literal>{name}</ogc:Literal></ogc:PropertyIsEqualTo>\
             </ogc:Filter>{symbolizer}</Rule>",
            name = xml(&category.value),
            title = xml(&category.label),
            symbolizer = symbolizer(kind, category),
        );
    }
    format!(
        "<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\" \
         xmlns:ogc=\"http://www.opengis.net/ogc\">\n <NamedLayer><Name>{table}</Name><UserStyle><FeatureTypeStyle>\n\
         {rules} </FeatureTypeStyle></UserStyle></NamedLayer>\n</StyledLayerDescriptor>\n"
    )
}

/// Pixels a millimetre on the screens that SLD 1.0 means (0.28 mm a pixel).
const PIXELS_PER_MM: f64 = 1.0 / 0.28;

fn symbolizer(kind: Kind, category: &Category) -> String {
    let parameter = |name: &str, value: &str| format!("<CssParameter name=\"{name}\">{value}</CssParameter>");
    let pixels = format!("{:.1}", category.size_mm * PIXELS_PER_MM);
    let colour = format!("#{}", category.colour);
    let dashes = if category.dashed { parameter("stroke-dasharray", "6 4") } else { String::new() };
    let stroke =
        format!("<Stroke>{}{}{dashes}</Stroke>", parameter("stroke", &colour), parameter("stroke-width", &pixels));
    let fill = format!(
        "<Fill>{}{}</Fill>",
        parameter("fill", &colour),
        parameter("fill-opacity", &format!("{:.2}", f64::from(category.fill) / 255.0))
    );
    match kind {
        Kind::Areas => format!("<PolygonSymbolizer>{fill}{stroke}</PolygonSymbolizer>"),
        Kind::Lines => format!("<LineSymbolizer>{stroke}</LineSymbolizer>"),
        Kind::Points => format!(
            "<PointSymbolizer><Graphic><Mark><WellKnownName>{}</WellKnownName>{fill}</Mark><Size>{pixels}</Size>\
             </Graphic></PointSymbolizer>",
            category.mark
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every category has its symbol, and a name with markup stays text.
    #[test]
    fn each_category_is_drawn() {
        let categories =
            [Category::new("a", "One & <two>", "be5a14", 110), Category::marked("b", "B", "2166ac", ("square", 3.0))];
        for kind in [Kind::Areas, Kind::Lines, Kind::Points] {
            let qml = qml(kind, &categories, Some("name"));
            assert_eq!(qml.matches("<symbol ").count(), 2);
            assert!(qml.contains("label=\"One &amp; &lt;two&gt;\"") && qml.contains("190,90,20,"), "{qml}");
            let sld = sld("t", kind, &categories);
            assert_eq!(sld.matches("<Rule>").count(), 2);
            assert!(sld.contains("#be5a14") && sld.contains("One &amp; &lt;two&gt;"), "{sld}");
        }
    }
}
