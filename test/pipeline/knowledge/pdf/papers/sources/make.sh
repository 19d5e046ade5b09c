#!/bin/sh
# Makes the five PDFs of this folder's parent and truth.json: Debian's texlive-latex-extra, texlive-pictures, texlive-publishers,
# texlive-fonts-recommended, lmodern, python3 and poppler-utils. Run it here; without a change of a source nothing need be made anew.
set -e
export SOURCE_DATE_EPOCH=1735689600 FORCE_SOURCE_DATE=1
papers='one-column two-columns mixed-columns journal twelve-pages'
python3 pictures.py
pdflatex -interaction=batchmode plot.tex
for paper in $papers; do
  pdflatex -interaction=batchmode $paper.tex
  pdflatex -interaction=batchmode $paper.tex
done
python3 truth.py $papers
for paper in $papers; do mv $paper.pdf ..; done
rm -f *.aux *.log *.truth *.png plot.pdf
