using System.Text;

namespace El4k.Testing.Fuzzing;

/// <summary>Makes inputs that are nearly right: it takes sound ones and cuts, doubles, swaps, splices and damages their parts.</summary>
/// <param name="sound">Inputs to begin with.</param>
/// <param name="tokens">Pieces that mean something in the language, put in at random.</param>
public sealed class Mutator(IReadOnlyList<string> sound, IReadOnlyList<string> tokens)
{
    private const int MaximumChanges = 6;
    private const int MaximumLength = 4096;

    private readonly byte[][] _sound = [.. sound.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _tokens = [.. tokens.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Makes an input. One in sixteen is sound, one in sixteen is made of tokens only, one in thirty-two of random bytes.</summary>
    public byte[] Make(Random random)
    {
        switch (random.Next(32))
        {
            case 0 or 1:
                return Pick(_sound, random);
            case 2 or 3:
                return [.. Enumerable.Range(0, random.Next(1, 40)).SelectMany(_ => Pick(_tokens, random))];
            case 4:
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                return noise;
        }

        var made = new List<byte>(Pick(_sound, random));
        for (var change = random.Next(1, MaximumChanges + 1); change > 0 && made.Count < MaximumLength; change--)
        {
            Change(made, random);
        }

        return [.. made];
    }

    private static byte[] Pick(byte[][] from, Random random) => from[random.Next(from.Length)];

    private void Change(List<byte> made, Random random)
    {
        var at = random.Next(made.Count + 1);
        var length = Math.Min(made.Count - at, random.Next(1, 1 + Math.Max(1, made.Count / 4)));
        switch (random.Next(8))
        {
            case 0:
                made.RemoveRange(at, length);
                break;
            case 1:
                made.InsertRange(random.Next(made.Count + 1), made.GetRange(at, length));
                break;
            case 2:
                made.RemoveRange(at, made.Count - at);
                break;
            case 3:
                var other = Pick(_sound, random);
                made.RemoveRange(at, length);
                made.InsertRange(at, other.Skip(random.Next(other.Length + 1)));
                break;
            case 4 when at < made.Count:
                made[at] = (byte)random.Next(256);
                break;
            case 5 when at < made.Count:
                made[at] ^= (byte)(1 << random.Next(8));
                break;
            case 6:
                made.InsertRange(at, Enumerable.Repeat(Pick(_tokens, random), random.Next(1, 30)).SelectMany(token => token));
                break;
            default:
                made.InsertRange(at, Pick(_tokens, random));
                break;
        }
    }
}
