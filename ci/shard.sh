#!/bin/sh
# One shard of a check, where something else starts them: shard.sh N CHARM [OPTION]... The number of the shard is SHARD, from 1, or, in an indexed Job of
# Kubernetes, JOB_COMPLETION_INDEX, from 0. The report is written into the folder REPORTS. A shard in which a clause failed ends well all the same,
# since merge decides: s3contract merge REPORTS/*.json
set -eu

of=$1
charm=$2
shift 2
shard=${SHARD:-$((JOB_COMPLETION_INDEX + 1))}
"${S3CONTRACT:-s3contract}" check "$charm" --shard "$shard/$of" --report "json=${REPORTS:-.}/shard-$shard.json" "$@" || [ $? -eq 1 ]
