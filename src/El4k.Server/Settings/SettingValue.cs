namespace El4k.Server.Settings;

/// <summary>A value that somebody gave.</summary>
/// <param name="Text">As given, variables replaced; fits the setting.</param>
/// <param name="Origin">Where, for messages: an option, a variable, or <c>file:line</c>.</param>
internal sealed record SettingValue(Setting Setting, string Text, string Origin);
