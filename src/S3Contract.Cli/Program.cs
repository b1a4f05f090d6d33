using S3Contract.Cli;
using S3Contract.Harness.Subjects.Processes;

if (OpenFiles.TooFew() is { } few)
{
    Console.Error.WriteLine(Complaint.Name + few);
    return ExitCode.InternalError;
}

using var interruption = new Interruption();
using var console = ProcessConsole.Open(interruption);
return console.Close(CommandLine.Run(args, console.Surroundings));
