using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Turns events that hold a syslog message into events with its parts as fields. Used by one thread.</summary>
internal sealed class SyslogReader
{
    /// <summary>The tag of a message that is no syslog.</summary>
    public const string FailureTag = "_grokparsefailure_sysloginput";

    /// <summary>The tag of a message whose time cannot be.</summary>
    public const string TimeFailureTag = "_dateparsefailure";

    // What RFC 3164 says of messages without a priority: user-level, notice.
    private const int DefaultPriority = 13;

    // What patterns capture the time into, whatever becomes of it.
    private static readonly FieldReference CapturedTime = FieldReference.Parse("timestamp");

    // Numbers that occur again and again, boxed once.
    private static readonly object[] Numbers = [.. Enumerable.Range(0, 1000).Select(number => (object)(long)number)];

    private readonly SyslogSettings _settings;
    private readonly SyslogFields _fields;
    private byte[] _text = new byte[1024];

    /// <param name="settings">What all readers of the input share.</param>
    public SyslogReader(SyslogSettings settings)
    {
        _settings = settings;
        _fields = settings.Fields;
    }

    /// <summary>Reads the events of a batch from one on.</summary>
    public void Read(EventBatch batch, int first)
    {
        for (var i = first; i < batch.Count; i++)
        {
            Read(batch[i]);
        }
    }

    private void Read(Event target)
    {
        try
        {
            KeepOriginal(target);
            var isSyslog = _settings.Pattern is { } pattern ? TryMatch(pattern, target) : TryParse(target);
            if (!isSyslog)
            {
                target.Tag(FailureTag);
                SetPriority(target, DefaultPriority);
            }
        }
        catch (InvalidFieldException)
        {
            // Such as a syslog_field below a value that can hold none: the event goes on as it came.
            target.Tag(FailureTag);
        }
    }

    private bool TryParse(Event target)
    {
        var message = Copy(target);
        if (!SyslogParser.TryParse(message, _settings.Time, out var header))
        {
            return false;
        }

        SetPriority(target, header.Priority);
        SetTime(target, message[header.Time], header.IsRfc5424);
        Set(target, _fields.LogSource, message[header.Host]);
        Set(target, _fields.Program, message[header.Program]);
        SetProcess(target, message[header.Process]);
        Set(target, _fields.MessageId, message[header.MessageId]);
        if (!message[header.Data].IsEmpty)
        {
            target.Set(_fields.Data, StructuredData.Read(message[header.Data]));
        }

        target.SetText(_settings.Field, message[header.Text]);
        return true;
    }

    private void SetTime(Event target, ReadOnlySpan<byte> time, bool isRfc5424)
    {
        if (time.IsEmpty)
        {
            return;
        }

        if (_fields.Time is { } written)
        {
            target.SetText(written, time);
        }

        if (_fields.IsoTime is { } iso && !isRfc5424 && char.IsAsciiDigit((char)time[0]))
        {
            target.SetText(iso, time);
        }

        if (_settings.Time.TryParse(time, out var instant))
        {
            target.Timestamp = instant;
        }
        else
        {
            target.Tag(TimeFailureTag);
        }
    }

    private bool TryMatch(GrokMatcher pattern, Event target)
    {
        try
        {
            if (!pattern.TryMatch(ValueText.Of(target.Get(_settings.Field)), target))
            {
                return false;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            target.Tag("_groktimeout");
            return false;
        }

        SetPriority(target, int.TryParse(ValueText.Of(target.Get(_fields.Priority)), out var priority) && priority >= 0 ? priority : DefaultPriority);
        if (_fields.IsoTime is { } field && target.Get(field) is { } iso)
        {
            target.Set(CapturedTime, iso);
        }

        if (target.TryGetString(CapturedTime, out var time) && !TrySetInstant(target, time))
        {
            target.Tag(TimeFailureTag);
        }

        if (_fields.Time is null)
        {
            target.Remove(CapturedTime);
        }

        return true;
    }

    private bool TrySetInstant(Event target, string time)
    {
        if (!_settings.Time.TryParse(Encoding.UTF8.GetBytes(time), out var instant))
        {
            return false;
        }

        target.Timestamp = instant;
        return true;
    }

    private void SetPriority(Event target, int priority)
    {
        int severity = priority & 7, facility = priority >> 3;
        target.Set(_fields.Priority, Number(priority));
        target.Set(_fields.Severity, Number(severity));
        target.Set(_fields.Facility, Number(facility));
        if (_settings.UsesLabels)
        {
            SetLabel(target, _fields.FacilityLabel, _settings.FacilityLabels, facility);
            SetLabel(target, _fields.SeverityLabel, _settings.SeverityLabels, severity);
        }
    }

    private static void SetLabel(Event target, FieldReference field, IReadOnlyList<byte[]> labels, int number)
    {
        if (number < labels.Count)
        {
            target.SetText(field, labels[number]);
        }
    }

    private void SetProcess(Event target, ReadOnlySpan<byte> process)
    {
        if (_fields.ProcessNumber is { } field && Utf8Parser.TryParse(process, out long number, out var length) && length == process.Length)
        {
            target.Set(field, number);
        }
        else
        {
            Set(target, _fields.Process, process);
        }
    }

    // What came is kept before it is changed, also where it turns out to be no syslog.
    private void KeepOriginal(Event target)
    {
        if (_fields.Original is { } original)
        {
            OriginalText.Keep(target, original, Copy(target));
        }

        if (_fields.ServiceType is { } service && _settings.ServiceType.Length > 0)
        {
            EventSource.AddValue(target, service, _settings.ServiceType);
        }
    }

    private static object Number(int number) => number < Numbers.Length ? Numbers[number] : (long)number;

    private static void Set(Event target, FieldReference field, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            target.SetText(field, text);
        }
    }

    // The message lies in the event that is about to be changed: its parts are taken from a copy.
    private ReadOnlySpan<byte> Copy(Event target)
    {
        if (!target.TryGetUtf8(_settings.Field, out var text))
        {
            text = Encoding.UTF8.GetBytes(ValueText.Of(target.Get(_settings.Field)));
        }

        if (_text.Length < text.Length)
        {
            _text = new byte[text.Length * 2];
        }

        text.CopyTo(_text);
        return _text.AsSpan(0, text.Length);
    }
}
