//! Degrees as people write them: decimal, or degrees, minutes and seconds, with letters of the half of the Earth.

/// Which way an angle counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// North and south.
    Latitude,
    /// East and west.
    Longitude,
}

/// Why a text is no angle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAnAngle {
    /// Not one to three numbers.
    Numbers,
    /// Minutes or seconds of 60 or more, or a fraction before the last number.
    Sixty,
    /// A letter of the other axis.
    OtherAxis,
}

/// Degrees of a text such as `46.071`, `46,071`, `46°04'15,6"N`, `46 04 15.6`, `46-04-15 с.ш.`, `N46:04:15`.
pub(super) fn degrees(text: &str, axis: Axis) -> Result<f64, NotAnAngle> {
    let (sign, digits) = half(text, axis)?;
    let negative = digits.starts_with(['-', '\u{2212}']);
    let numbers = numbers(&digits)?;
    let [degrees, minutes, seconds] = numbers;
    if !(0.0..60.0).contains(&minutes) || !(0.0..60.0).contains(&seconds) {
        return Err(NotAnAngle::Sixty);
    }
    let size = degrees + minutes / 60.0 + seconds / 3_600.0;
    Ok(if negative { -size } else { sign * size })
}

/// The sign of the letters and the text without them.
fn half(text: &str, axis: Axis) -> Result<(f64, String), NotAnAngle> {
    let upper = text.trim().to_uppercase();
    let mut sign = None;
    let mut digits = String::new();
    // "с.ш." is northern latitude, "в.д." eastern longitude.
    let plain = upper.replace("С.Ш.", "N").replace("Ю.Ш.", "S").replace("В.Д.", "E").replace("З.Д.", "W");
    for letter in plain.chars() {
        let found = match letter {
            'N' | 'С' => Some((Axis::Latitude, 1.0)),
            'S' | 'Ю' => Some((Axis::Latitude, -1.0)),
            'E' | 'В' => Some((Axis::Longitude, 1.0)),
            'W' | 'З' => Some((Axis::Longitude, -1.0)),
            _ => None,
        };
        match found {
            Some((of, _)) if of != axis => return Err(NotAnAngle::OtherAxis),
            Some(_) if sign.is_some() => return Err(NotAnAngle::Numbers),
            Some((_, half)) => sign = Some(half),
            None => digits.push(letter),
        }
    }
    Ok((sign.unwrap_or(1.0), digits.trim().to_owned()))
}

/// Degrees, minutes and seconds; missing ones are zero, and only the last given one may have a fraction.
fn numbers(digits: &str) -> Result<[f64; 3], NotAnAngle> {
    let unsigned = digits.trim_start_matches(['-', '\u{2212}', '+']);
    let known = |c: char| c.is_ascii_digit() || " \t\u{a0}.,:-°º˚'′’\"″”".contains(c);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) || !unsigned.chars().all(known) {
        return Err(NotAnAngle::Numbers);
    }
    let parts: Vec<&str> =
        unsigned.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').filter(|part| !part.is_empty()).collect();
    let mut numbers = [0.0; 3];
    if parts.len() > numbers.len() {
        return Err(NotAnAngle::Numbers);
    }
    for (k, part) in parts.iter().enumerate() {
        if part.contains(['.', ',']) && k + 1 < parts.len() {
            return Err(NotAnAngle::Sixty);
        }
        numbers[k] = part.replace(',', ".").parse().map_err(|_error| NotAnAngle::Numbers)?;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_as_people_write_them() {
        let pad = 46.0 + 4.0 / 60.0 + 15.6 / 3_600.0;
        for text in [
            "46°04'15.6\"N",
            "46 04 15,6",
            "46-04-15,6 с.ш.",
            "N46:04:15.6",
            "46° 4′ 15.6″ N",
            "46 4 15.6 С",
            "46.071",
            "46,071",
            "+46.071",
            "46°4.26'",
        ] {
            let found = degrees(text, Axis::Latitude).expect(text);
            assert!((found - pad).abs() < 1e-9, "{text}: {found}");
        }
        assert_eq!(degrees("62°59'06\"E", Axis::Longitude), Ok(62.985));
        assert_eq!(degrees("-0°30'", Axis::Latitude), Ok(-0.5));
        assert_eq!(degrees("30' S", Axis::Latitude), Ok(-30.0));
        assert_eq!(degrees("12 з.д.", Axis::Longitude), Ok(-12.0));
    }

    #[test]
    fn what_is_no_angle_is_refused() {
        assert_eq!(degrees("46°04'15\"E", Axis::Latitude), Err(NotAnAngle::OtherAxis));
        assert_eq!(degrees("46°75'15\"N", Axis::Latitude), Err(NotAnAngle::Sixty));
        assert_eq!(degrees("46.5°15'N", Axis::Latitude), Err(NotAnAngle::Sixty));
        for text in ["", "north", "N", "1 2 3 4", "46.0.1", "1e5", "NaN", "46N N", "-", "\u{b0}"] {
            assert!(degrees(text, Axis::Latitude).is_err(), "{text}");
        }
    }
}
