namespace El4k.Collector.Events;

/// <summary>How brackets that belong to a field's name are written in a reference: Logstash's <c>config.field_reference.escape_style</c>.</summary>
public enum FieldEscapeStyle
{
    /// <summary>Not at all: every character means itself.</summary>
    None,

    /// <summary>As in URLs: <c>%5B</c> and <c>%5D</c>, and any other byte of UTF-8 as two capital hexadecimal digits.</summary>
    Percent,

    /// <summary>As in HTML: <c>&amp;#91;</c> and <c>&amp;#93;</c>, and any other character by its number.</summary>
    Ampersand,
}
