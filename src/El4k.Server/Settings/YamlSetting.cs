namespace El4k.Server.Settings;

/// <summary>A key of a settings file as written: nested keys joined by dots.</summary>
/// <param name="Text">The text of a scalar; null for a list, which no setting takes.</param>
internal sealed record YamlSetting(string Name, string? Text, int Line);
