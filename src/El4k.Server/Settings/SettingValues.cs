using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Server.Settings;

/// <summary>The settings as they are: what was given, else the defaults. Immutable.</summary>
internal sealed class SettingValues
{
    private readonly Dictionary<Setting, SettingValue> _given;

    private SettingValues(Dictionary<Setting, SettingValue> given)
    {
        _given = given;
    }

    /// <summary>All defaults.</summary>
    public static SettingValues Defaults { get; } = new([]);

    /// <summary>These values, covered by others.</summary>
    public SettingValues With(IEnumerable<SettingValue> values)
    {
        var given = new Dictionary<Setting, SettingValue>(_given);
        foreach (var value in values)
        {
            given[value.Setting] = value;
        }

        return new SettingValues(given);
    }

    /// <summary>These values, covered by one more.</summary>
    public SettingValues With(Setting setting, string text, string origin = "the program") => With([new SettingValue(setting, text, origin)]);

    /// <summary>Which names plugins give their fields where they do not say it themselves.</summary>
    public EcsCompatibility EcsCompatibility => Enum.Parse<EcsCompatibility>(Text(SettingList.EcsCompatibility), ignoreCase: true);

    /// <summary>How brackets in names of fields are written.</summary>
    public FieldEscapeStyle FieldEscapes => Enum.Parse<FieldEscapeStyle>(Text(SettingList.EscapeStyle), ignoreCase: true);

    public bool IsGiven(Setting setting) => _given.ContainsKey(setting);

    /// <summary>Where the value comes from, for messages.</summary>
    public string OriginOf(Setting setting) => _given.TryGetValue(setting, out var value) ? value.Origin : "the default";

    public string Text(Setting setting) => _given.TryGetValue(setting, out var value) ? value.Text : setting.Default;

    public bool Switch(Setting setting) => SettingText.Switch(Text(setting));

    public int Count(Setting setting) => SettingText.Count(Text(setting));

    public TimeSpan Milliseconds(Setting setting) => SettingText.Milliseconds(Text(setting));

    public long Size(Setting setting) => SettingText.Size(Text(setting));

    public TimeSpan Time(Setting setting) => SettingText.Time(Text(setting));

    public (int First, int Last) Ports(Setting setting) => SettingText.Ports(Text(setting));
}
