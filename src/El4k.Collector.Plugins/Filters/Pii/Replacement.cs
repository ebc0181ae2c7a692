using System.Buffers;
using System.Text;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Writes what stands in the place of what was found. Immutable: safe for all threads.</summary>
internal sealed class Replacement
{
    private const int FullLength = 8;
    private const int ShownOfCard = 4;
    private const int ShownOfIban = 2;
    private const int ShownOfPhone = 2;

    private readonly PiiPlan _plan;
    private readonly MaskStyle _style;
    private readonly byte[] _character;
    private readonly Pseudonyms? _pseudonyms;

    /// <exception cref="PluginOptionException">The mask character cannot be used, or the key is missing or too short.</exception>
    public Replacement(PiiOptions options, PiiPlan plan)
    {
        _plan = plan;
        _style = options.MaskStyle;
        var runes = options.MaskCharacter.EnumerateRunes().ToArray();
        if (runes.Length != 1 || Rune.IsLetterOrDigit(runes[0]) || Rune.IsControl(runes[0]) || "@.+-_%'():/[] \"\\".Contains(options.MaskCharacter, StringComparison.Ordinal))
        {
            throw new PluginOptionException("mask_character", $"\"{options.MaskCharacter}\" could be read as part of what it hides; give one character such as * # • or █");
        }

        _character = Encoding.UTF8.GetBytes(options.MaskCharacter);
        if (plan.Uses(PiiAction.Hash, options.Fields.Count > 0))
        {
            _pseudonyms = new Pseudonyms(options.Key);
        }
    }

    /// <summary>Writes the replacement of a match.</summary>
    public void Write(ReadOnlySpan<byte> found, PiiKind kind, IBufferWriter<byte> output)
    {
        if (_plan.ActionOf(kind) == PiiAction.Hash)
        {
            _pseudonyms!.Write(found, kind, output);
            return;
        }

        switch (_style)
        {
            case MaskStyle.Label:
                output.Write("["u8);
                output.Write(Encoding.ASCII.GetBytes(PiiPlan.NameOf(kind)));
                output.Write("]"u8);
                break;
            case MaskStyle.Partial when kind != PiiKind.Field:
                WritePartial(found, kind, output);
                break;
            default:
                WriteMask(FullLength, output);
                break;
        }
    }

    private void WritePartial(ReadOnlySpan<byte> found, PiiKind kind, IBufferWriter<byte> output)
    {
        switch (kind)
        {
            case PiiKind.Email:
                var at = found.IndexOf((byte)'@');
                output.Write(found[..FirstCharacter(found)]);
                WriteMask(3, output);
                output.Write(found[at..]);
                break;
            case PiiKind.Card:
                WriteShape(found, 0, ShownOfCard, output);
                break;
            case PiiKind.Iban:
                WriteShape(found, ShownOfIban, ShownOfIban, output);
                break;
            case PiiKind.Phone:
                WriteShape(found, 0, ShownOfPhone, output);
                break;
            default:
                WriteAddress(found, output);
                break;
        }
    }

    // One or two letters are as good as the whole name: they are not shown.
    private static int FirstCharacter(ReadOnlySpan<byte> address)
    {
        Rune.DecodeFromUtf8(address, out _, out var length);
        return address.IndexOf((byte)'@') > 2 * length ? length : 0;
    }

    /// <summary>Masks letters and digits but for the first and last few, and keeps what stands between groups.</summary>
    private void WriteShape(ReadOnlySpan<byte> found, int shownFirst, int shownLast, IBufferWriter<byte> output)
    {
        var count = 0;
        foreach (var value in found)
        {
            count += Ascii.IsLetterOrDigit(value) ? 1 : 0;
        }

        var index = 0;
        foreach (var value in found)
        {
            var isPart = Ascii.IsLetterOrDigit(value);
            if (isPart && index >= shownFirst && index < count - shownLast)
            {
                output.Write(_character);
            }
            else
            {
                output.Write([value]);
            }

            index += isPart ? 1 : 0;
        }
    }

    // The network stays, the machine goes.
    private void WriteAddress(ReadOnlySpan<byte> found, IBufferWriter<byte> output)
    {
        var isIpv6 = found.Contains((byte)':');
        var separator = isIpv6 ? (byte)':' : (byte)'.';
        var first = found.IndexOf(separator);
        var second = first + 1 + found[(first + 1)..].IndexOf(separator);

        // What ends with two colons would still be an address.
        output.Write(found[..(second > first + 1 || first == 0 ? second : first)]);
        for (var i = 0; i < (isIpv6 ? 1 : 2); i++)
        {
            output.Write([separator]);
            output.Write(_character);
        }
    }

    private void WriteMask(int length, IBufferWriter<byte> output)
    {
        for (var i = 0; i < length; i++)
        {
            output.Write(_character);
        }
    }
}
