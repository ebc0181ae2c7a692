namespace El4k.Collector.Plugins.Patterns;

/// <summary>Where the text of one named group goes.</summary>
/// <param name="Field">The field reference as written.</param>
/// <param name="Type">What the text is turned into first.</param>
internal readonly record struct GrokCapture(string Field, GrokCaptureType Type)
{
    /// <summary>Reads a group name: <c>field</c> (a group of the expression itself), <c>NAME:field</c> or <c>NAME:field:type</c>.</summary>
    public static GrokCapture Parse(string groupName)
    {
        var parts = groupName.Split(':');
        var field = parts.Length > 1 ? parts[1] : parts[0];
        return new GrokCapture(field, parts.Length > 2 ? TypeOf(parts[2]) : GrokCaptureType.Text);
    }

    /// <summary>As in Logstash only int and float convert; any other word leaves the text as it is.</summary>
    private static GrokCaptureType TypeOf(string word) => word switch
    {
        "int" => GrokCaptureType.Integer,
        "float" => GrokCaptureType.Float,
        _ => GrokCaptureType.Text,
    };
}
